package dev.sitemend.startup;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** The {@code main} of a service: it runs, or it ends with a code that says why not. */
public final class ServiceMain {
    /**
     * {@code EX_CONFIG} of sysexits.h: starting it again changes nothing until somebody acts. A supervisor may be told
     * so, for instance systemd by {@code RestartPreventExitStatus=78}.
     */
    static final int WRONG_CONFIGURATION = 78;

    private static final int FAILED = 1;

    private ServiceMain() {}

    /** Returns when the service has started; it ends with the process. */
    public static void run(SpringApplicationBuilder application, String... arguments) {
        try {
            application.run(arguments);
        } catch (RuntimeException e) {
            // What is wrong has been said by StartFailureReporter, or by Spring Boot. Threads that a library left
            // behind must not keep a process that does nothing.
            System.exit(exitCode(e));
        }
    }

    private static int exitCode(RuntimeException failure) {
        return StartFailure.of(failure).isPresent() ? WRONG_CONFIGURATION : FAILED;
    }
}
