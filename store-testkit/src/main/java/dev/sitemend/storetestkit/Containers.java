package dev.sitemend.storetestkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** What tests with containers need of the machine. */
public final class Containers {
    private static final long LONGEST_PULL_MINUTES = 5;

    /** Marks what a run of the tests has started, so that who started the run can find what it left. */
    private static final String LABEL = "dev.sitemend.test-run";

    // A machine that can not have an image says so once, not for each class.
    private static final Map<String, Optional<String>> LACKS = new ConcurrentHashMap<>();

    private Containers() {}

    /** Skips the test, and says why, where there is no Docker or the image can not be had. */
    public static void require(String image) {
        LACKS.computeIfAbsent(image, Containers::lack).ifPresent(reason -> Assumptions.abort(reason));
    }

    /** The container, marked as one of this run. */
    public static <C extends GenericContainer<?>> C ofThisRun(C container) {
        container.withLabel(
                LABEL, Optional.ofNullable(System.getenv("SITEMEND_TEST_RUN")).orElse("a person's"));
        return container;
    }

    private static Optional<String> lack(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("No Docker answers, which runs " + image
                    + ": install docker.io and start dockerd, or join the group docker");
        }

        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException _) {
            return pull(docker, image);
        }
    }

    private static Optional<String> pull(DockerClient docker, String image) {
        try {
            boolean whole = docker.pullImageCmd(image).start().awaitCompletion(LONGEST_PULL_MINUTES, TimeUnit.MINUTES);
            return whole ? Optional.empty() : Optional.of("Docker still pulls " + image + ", after 5 minutes");
        } catch (DockerException e) {
            return Optional.of("Docker has no image " + image + " and cannot pull it (" + e.getMessage()
                    + "): docker pull " + image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while Docker pulled " + image);
        }
    }
}
