package dev.sitemend.trigger.api;

import dev.sitemend.store.build.Builds;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.polling.RemoteStates;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BranchHeads;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.Changes;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.Distances;
import dev.sitemend.trigger.status.explain.HttpServedTruth;
import dev.sitemend.trigger.status.explain.ServedTruth;
import java.net.URI;
import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the reading side of the API is made of. */
@Configuration(proxyBeanMethods = false)
class ReadConfiguration {
    @Bean
    ReadAccess readAccess(ChannelRows channels, Sites registry) {
        return new ReadAccess(channels, registry);
    }

    @Bean
    ChannelViews channelViews(
            ChannelRows channels, Addresses addresses, Distances distances, RemoteStates remotes, Clock clock) {
        return new ChannelViews(channels, addresses, distances, new HostTrouble(remotes), clock);
    }

    @Bean
    BuildViews buildViews(BuildRows builds, Builds stored, Addresses addresses) {
        return new BuildViews(builds, stored, addresses);
    }

    @Bean
    Explanations explanations(
            ChannelRows channels, BranchHeads heads, ServedTruth served, Addresses addresses, Clock clock) {
        return new Explanations(channels, heads, served, addresses, clock);
    }

    @Bean
    ServedTruth servedTruth(@Value("${sitemend.sites-url}") URI sites) {
        return new HttpServedTruth(sites);
    }

    /** A branch may have slashes; its name is one segment of an address, where they are written as {@code %2F}. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInBranches() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    /** Ends the streams before the web server waits for its requests to end. */
    @Bean
    SmartLifecycle streams(Changes changes) {
        return new SmartLifecycle() {
            @Override
            public void start() {}

            @Override
            public void stop() {
                changes.close();
            }

            @Override
            public boolean isRunning() {
                return !changes.isClosed();
            }

            // The highest phase stops first.
            @Override
            public int getPhase() {
                return Integer.MAX_VALUE;
            }
        };
    }
}
