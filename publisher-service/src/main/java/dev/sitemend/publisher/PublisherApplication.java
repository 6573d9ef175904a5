package dev.sitemend.publisher;

import dev.sitemend.startup.ServiceMain;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the publisher service. */
@SpringBootApplication(proxyBeanMethods = false)
public class PublisherApplication {
    /** The service, not yet started: its settings are in {@code publisher-service.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(PublisherApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=publisher-service");
    }

    public static void main(String[] arguments) {
        ServiceMain.run(application(), arguments);
    }
}
