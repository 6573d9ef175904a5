package dev.sitemend.messaging;

import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** A service as ours are: Spring Cloud Stream with this module's policy, and whatever beans a test adds. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(MessagingConfiguration.class)
class TestService {
    static ConfigurableApplicationContext start(
            Broker.Running broker, Consumer<GenericApplicationContext> beans, String... properties) {
        ApplicationContextInitializer<GenericApplicationContext> initializer = beans::accept;
        return new SpringApplicationBuilder(TestService.class)
                .web(WebApplicationType.NONE)
                .initializers(initializer)
                .properties(
                        "spring.config.name=sitemend-messaging",
                        "spring.application.name=test",
                        "spring.main.banner-mode=off")
                .properties(properties)
                .properties("spring.cloud.function.definition=" + definition(properties))
                .run("--sitemend.kafka.bootstrap-servers=" + broker.address());
    }

    /** Every {@code <function>-in-0} that the properties mention. */
    private static String definition(String... properties) {
        return java.util.Arrays.stream(properties)
                .filter(property -> property.contains("-in-0.destination"))
                .map(property -> property.replaceAll(".*bindings\\.(.*)-in-0.*", "$1"))
                .distinct()
                .collect(java.util.stream.Collectors.joining(";"));
    }

    static String[] binding(String function, String topic, String group) {
        String prefix = "spring.cloud.stream.bindings." + function + "-in-0.";
        return new String[] {prefix + "destination=" + topic, prefix + "group=" + group};
    }
}
