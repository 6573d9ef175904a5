package dev.sitemend.systemtests.scenario;

import dev.sitemend.store.StoreSettings;
import dev.sitemend.storetestkit.StoreServer;
import java.util.List;
import java.util.Map;

/**
 * The broker and the store of one Sitemend under test; nobody shares them, because the topics' names are fixed. Which
 * ones a scenario runs on is said by the property {@code scenarios.servers}: {@code embedded}, or a store that runs in
 * a container, such as {@code versitygw}, beside a Kafka in another one.
 */
interface Servers extends AutoCloseable {
    /** What {@code up} is told of them. */
    List<String> arguments();

    /** What {@code up} finds in its environment. */
    Map<String, String> environment();

    /** The store, once that Sitemend runs. */
    StoreSettings store(Sitemend sitemend);

    @Override
    void close();

    /** Skips the test, and says why, where the chosen servers can not be had. */
    static void requireChosen() {
        if (!isEmbedded()) {
            ServersInContainers.require(chosenStore());
        }
    }

    /** New ones, started. */
    static Servers startChosen() {
        return isEmbedded() ? new ServersInside() : ServersInContainers.start(chosenStore());
    }

    private static boolean isEmbedded() {
        return chosen().equals("EMBEDDED");
    }

    private static StoreServer chosenStore() {
        return StoreServer.valueOf(chosen());
    }

    private static String chosen() {
        return System.getProperty("scenarios.servers", "embedded")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('-', '_');
    }
}
