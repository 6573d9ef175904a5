package dev.sitemend.startup;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.TopicsStanding;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What a service looks at before it works, and the store once that has been looked at. Import it into each service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstallationProperties.class, StoreProperties.class})
public class StartupConfiguration {
    /** Static and early: before a bean is made of settings that are wrong. */
    @Bean
    static BeanFactoryPostProcessor settingsCheck(ConfigurableEnvironment environment) {
        return _ -> new UnknownSettings(SettingNames.known()).refuse(environment);
    }

    /** Looked at before anything opens it. */
    @Bean
    static BeanFactoryPostProcessor dataFolderCheck(ConfigurableEnvironment environment) {
        return _ -> DataFolder.require(Binder.get(environment)
                .bindOrCreate("sitemend", InstallationProperties.class)
                .data());
    }

    /**
     * Ends the start if the store refuses us or can not do what is asked of it. One that does not answer is waited for
     * beside the start: until it has proven itself, nobody gets to it.
     */
    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(StoreProperties settings, MeterRegistry meters) {
        return Stores.openWhenProven(settings.toStoreSettings(), meters, Clock.systemUTC());
    }

    @Bean
    StoreAtStart storeAtStart(ObjectStore store) {
        return new StoreAtStart(store, new Backoff(RandomGenerator.getDefault()), Thread::sleep);
    }

    @Bean
    HealthIndicator startHealthIndicator(StoreAtStart store, TopicsStanding topics) {
        return new StartHealth(Map.of("store", store::waitingFor, "kafka", topics::waitingFor));
    }
}
