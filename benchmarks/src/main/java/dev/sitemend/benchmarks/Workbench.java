package dev.sitemend.benchmarks;

import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that does one thing after the other, as it is told on its standard input, and says how long each took. It
 * starts the store that comes with Sitemend, so that others can be measured at the same one.
 */
final class Workbench {
    private Workbench() {}

    /** Words of a line are separated by tabs; so are those of an answer. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EmbeddedStore store = EmbeddedStore.startIn(folder.resolve("store"));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            StoreSettings settings = new StoreSettings(
                    store.endpoint().toString(),
                    store.bucket(),
                    store.credentials().accessKey(),
                    store.credentials().secretKey());
            out.println(String.join(
                    "\t", settings.endpoint(), settings.bucket(), settings.accessKey(), settings.secretKey()));
            Shelf shelf = new Shelf(settings, folder.resolve("scratch"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(shelf, List.of(line.split("\t"))).line());
            }
        }
    }

    private static Measured answer(Shelf shelf, List<String> words) throws IOException {
        Path path = Path.of(words.size() > 1 ? words.get(1) : "");
        return switch (words.getFirst()) {
            case "upload" -> shelf.upload(path);
            case "update" -> shelf.update(path, Path.of(words.get(2)));
            case "restore" -> shelf.restore(path);
            case "advance" -> shelf.advance(path);
            case "read" -> shelf.readPacks();
            case "forget" -> shelf.forget();
            default -> throw new IllegalArgumentException("Cannot do '" + words.getFirst() + "'");
        };
    }
}
