package dev.sitemend.systemtests.scenario;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Those that {@code up} runs in its own process: they live and die with it. */
final class ServersInside implements Servers {
    private final List<String> arguments;

    ServersInside() {
        List<Integer> ports = FreePorts.of(2);
        arguments = List.of(
                "--kafka-port",
                ports.get(0).toString(),
                "--store-port",
                ports.get(1).toString());
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public StoreSettings store(Sitemend sitemend) {
        String key = new DocumentSigner(sitemend.secret().getBytes(StandardCharsets.UTF_8))
                .sign("embedded store".getBytes(StandardCharsets.UTF_8));
        return new StoreSettings(sitemend.addresses().store(), "sitemend", "sitemend", key);
    }

    @Override
    public void close() {
        // Nothing is left of them.
    }
}
