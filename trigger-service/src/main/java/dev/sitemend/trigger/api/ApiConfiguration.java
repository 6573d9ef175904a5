package dev.sitemend.trigger.api;

import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.trigger.access.Callers;
import dev.sitemend.trigger.access.Sessions;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.RemoteRepositories;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.status.DeadLetterRows;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
    @Bean
    CallerFilter callerFilter(
            Callers callers,
            Sessions sessions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new CallerFilter(callers, sessions, problems);
    }

    @Bean
    ForcedBuilds forcedBuilds(SiteDirectory siteDirectory, RemoteRepositories repositories, Addresses addresses) {
        return new ForcedBuilds(siteDirectory, repositories, addresses);
    }

    @Bean
    DeadLetterResolutions deadLetterResolutions(
            DeadLetterRows letters, BuildRequests requests, EventPublisher events, Clock clock) {
        return new DeadLetterResolutions(letters, requests, events, clock);
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
