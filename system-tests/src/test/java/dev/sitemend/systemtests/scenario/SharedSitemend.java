package dev.sitemend.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Sitemend for all tests that leave it whole: each works on a site of its own. */
final class SharedSitemend implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sitemend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedSitemend.class))
                .computeIfAbsent("shared", _ -> new Running(), Running.class)
                .sitemend;
    }

    /** Ends with the last test. */
    static final class Running implements AutoCloseable {
        private final Path data;
        private final Sitemend sitemend;

        Running() {
            try {
                this.data = Files.createTempDirectory("sitemend-scenarios");
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot create a folder", e);
            }
            this.sitemend = Sitemend.startIn(data);
        }

        @Override
        public void close() throws IOException {
            sitemend.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
