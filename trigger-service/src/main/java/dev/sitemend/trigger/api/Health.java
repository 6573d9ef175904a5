package dev.sitemend.trigger.api;

import dev.sitemend.store.ObjectStore;
import dev.sitemend.trigger.status.CatchUp;
import dev.sitemend.trigger.status.Reachability;
import dev.sitemend.trigger.status.StatusTasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives, and whether it can do its work. */
@RestController
final class Health {
    private static final String OK = "ok";

    private final CatchUp catchUp;
    private final StatusTasks tasks;
    private final Reachability kafka;
    private final ObjectStore store;

    Health(CatchUp catchUp, StatusTasks tasks, Reachability kafka, ObjectStore store) {
        this.catchUp = catchUp;
        this.tasks = tasks;
        this.kafka = kafka;
        this.store = store;
    }

    @GetMapping("/healthz")
    Map<String, String> healthz() {
        return Map.of("status", OK);
    }

    /**
     * 200 when pushes can be taken and questions are answered from a complete read model, else 503 with what is
     * missing.
     */
    @GetMapping("/readyz")
    ResponseEntity<View> readyz() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put("kafka", check(this::kafka));
        checks.put("store", check(this::store));
        checks.put("history", tasks.isImported() ? OK : "the read model is being filled from the object store");
        checks.put("events", catchUp.isDone() ? OK : catchUp.progress());
        boolean ready = checks.values().stream().allMatch(OK::equals);
        return ResponseEntity.status(ready ? 200 : 503).body(new View(ready ? "ready" : "not ready", checks));
    }

    record View(String status, Map<String, String> checks) {}

    private String kafka() {
        return kafka.answers() ? OK : "Kafka does not answer";
    }

    private String store() {
        store.list("sites/", null, 1);
        return OK;
    }

    private static String check(Supplier<String> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }
}
