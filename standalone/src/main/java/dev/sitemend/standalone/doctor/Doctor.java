package dev.sitemend.standalone.doctor;

import dev.sitemend.cli.ServerFile;
import dev.sitemend.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks at everything that Sitemend needs. */
public final class Doctor {
    private final Path data;
    private final Function<ServerFile, StoreSettings> store;
    private final Clock clock;

    /**
     * @param data folder of the installation
     * @param store how to reach the store of a running one
     */
    public Doctor(Path data, Function<ServerFile, StoreSettings> store, Clock clock) {
        this.data = data;
        this.store = store;
        this.clock = clock;
    }

    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(MachineChecks.all(data));
        ServerFile.read(data)
                .ifPresentOrElse(
                        server -> findings.addAll(new ServerChecks(server, store.apply(server), clock).all()),
                        () -> findings.add(
                                Finding.lacking("sitemend", "does not run on " + data, "Start it: ./sitemend up")));
        return findings;
    }
}
