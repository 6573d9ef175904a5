package dev.sitemend.benchmarks;

import dev.sitemend.embedded.EmbeddedKafka;
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
 * Broker and store for services that run apart, until its standard input ends. Told so there, it says what builds made.
 */
final class Servers {
    private Servers() {}

    /** Takes a folder. Words of a line are separated by tabs; so are those of an answer. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EmbeddedKafka broker = EmbeddedKafka.startIn(folder.resolve("kafka"));
                EmbeddedStore store = EmbeddedStore.startIn(folder.resolve("store"));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            StoreSettings settings = new StoreSettings(
                    store.endpoint().toString(),
                    store.bucket(),
                    store.credentials().accessKey(),
                    store.credentials().secretKey());
            out.println(String.join(
                    "\t",
                    broker.bootstrapServers(),
                    settings.endpoint(),
                    settings.bucket(),
                    settings.accessKey(),
                    settings.secretKey()));
            Outputs outputs = Outputs.of(settings, folder.resolve("scratch"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(outputs, List.of(line.split("\t"))));
            }
        }
    }

    private static String answer(Outputs outputs, List<String> words) throws IOException {
        return switch (words.getFirst()) {
            case "list" -> outputs.list(words.get(1), Long.parseLong(words.get(2)), Path.of(words.get(3)));
            case "bring" ->
                outputs.bring(words.get(1), Long.parseLong(words.get(2)), Path.of(words.get(3)), Path.of(words.get(4)));
            default -> throw new IllegalArgumentException("Cannot do '" + words.getFirst() + "'");
        };
    }
}
