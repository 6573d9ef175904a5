package dev.sitemend.contracts.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What was written by earlier versions, and what every later one must read. The files stay for ever. */
final class GoldenFiles {
    private GoldenFiles() {}

    static byte[] read(String folder, String name) {
        String path = "/golden/" + folder + "/" + name + ".json";
        try (InputStream in = GoldenFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("There is no golden file src/test/resources" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
