package dev.sitemend.trigger.webhook;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    WebhookSettings webhookSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate(WebhookSettings.PREFIX, WebhookSettings.class);
    }
}
