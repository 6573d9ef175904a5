package dev.sitemend.systemtests.scenario;

import dev.sitemend.builder.BuilderApplication;
import dev.sitemend.contracts.id.BuilderId;
import org.springframework.boot.WebApplicationType;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.ConfigurableApplicationContext;

/** One builder service, which can be told to leave requests to others. */
final class FleetBuilder implements AutoCloseable {
    private static final String REQUESTS = "requests-in-0";

    private final ConfigurableApplicationContext context;

    private FleetBuilder(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static FleetBuilder start(String... arguments) {
        return new FleetBuilder(BuilderApplication.application()
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(arguments));
    }

    BuilderId id() {
        return context.getBean(BuilderId.class);
    }

    /** Reads no requests any more; its partitions are others'. What it builds it goes on with. */
    void rest() {
        bindings().stop(REQUESTS);
    }

    void work() {
        bindings().start(REQUESTS);
    }

    private BindingsLifecycleController bindings() {
        return context.getBean(BindingsLifecycleController.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
