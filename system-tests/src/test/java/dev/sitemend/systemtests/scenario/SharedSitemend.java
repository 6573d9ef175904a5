package dev.sitemend.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Sitemend for all tests that leave it whole: each works on a site of its own. It ends with the tests' process. */
final class SharedSitemend implements BeforeAllCallback, ParameterResolver {
    /** Here a class can be skipped; where parameters are made it would fail. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Servers.requireChosen();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sitemend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Running.SITEMEND;
    }

    /** Started when the first test asks for it. */
    private static final class Running {
        private static final Sitemend SITEMEND = start();

        private Running() {}

        private static Sitemend start() {
            try {
                Path data = Files.createTempDirectory("sitemend-scenarios");
                Sitemend sitemend = Sitemend.startIn(data);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sitemend, data), "end-shared-sitemend"));
                return sitemend;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot create a folder", e);
            }
        }

        private static void end(Sitemend sitemend, Path data) {
            sitemend.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove " + data, e);
            }
        }
    }
}
