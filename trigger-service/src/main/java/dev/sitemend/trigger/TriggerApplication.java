package dev.sitemend.trigger;

import dev.sitemend.startup.ServiceMain;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the trigger service. */
@SpringBootApplication(proxyBeanMethods = false)
public class TriggerApplication {
    /** The service, not yet started: its settings are in {@code trigger-service.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(TriggerApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=trigger-service");
    }

    public static void main(String[] arguments) {
        ServiceMain.run(application(), arguments);
    }
}
