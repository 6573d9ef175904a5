package dev.sitemend.builder;

import dev.sitemend.startup.ServiceMain;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the builder service. */
@SpringBootApplication(proxyBeanMethods = false)
public class BuilderApplication {
    /** The service, not yet started: its settings are in {@code builder-service.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(BuilderApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=builder-service");
    }

    public static void main(String[] arguments) {
        ServiceMain.run(application(), arguments);
    }
}
