package dev.sitemend.store.metered;

import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests in {@code sitemend_store_requests_total{operation,result}} and written bytes in
 * {@code sitemend_upload_bytes_total}. What usually happens is there from the start with 0, so that the first of them
 * is an increase.
 */
public final class MeteredObjectStore implements ObjectStore {
    private static final String REQUESTS = "sitemend.store.requests";
    private static final String DONE = "done";
    private static final String MISSING = "missing";
    private static final String UNAVAILABLE = "unavailable";
    private static final Map<String, List<String>> USUAL = Map.of(
            "get", List.of(DONE, MISSING, UNAVAILABLE),
            "range", List.of(DONE, UNAVAILABLE),
            "put", List.of(DONE, UNAVAILABLE),
            "create", List.of("won", "lost", "unknown", UNAVAILABLE),
            "list", List.of(DONE, UNAVAILABLE),
            "delete", List.of(DONE, UNAVAILABLE));

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final Counter uploaded;

    public MeteredObjectStore(ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.uploaded = Counter.builder("sitemend.upload.bytes")
                .description("Bytes written to the store")
                .register(meters);
        USUAL.forEach((operation, results) -> results.forEach(result -> requests(operation, result)));
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return counted("get", () -> store.get(key), found -> found.isPresent() ? DONE : MISSING);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        return counted("range", () -> store.range(key, offset, length), _ -> DONE);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        counted(
                "put",
                () -> {
                    store.put(key, content);
                    return content;
                },
                _ -> DONE);
        uploaded.increment((double) content.size());
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        return counted("create", () -> store.createIfAbsent(key, content), creation -> switch (creation) {
            case Creation.Won() -> {
                uploaded.increment(content.length);
                yield "won";
            }
            case Creation.Lost() -> "lost";
            case Creation.Unknown _ -> "unknown";
        });
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return counted("list", () -> store.list(prefix, startAfter, limit), _ -> DONE);
    }

    @Override
    public void delete(ObjectKey key) {
        counted(
                "delete",
                () -> {
                    store.delete(key);
                    return key;
                },
                _ -> DONE);
    }

    private <T> T counted(String operation, Supplier<T> request, Function<T, String> result) {
        try {
            T answer = request.get();
            count(operation, result.apply(answer));
            return answer;
        } catch (RuntimeException e) {
            count(operation, failure(e));
            throw e;
        }
    }

    private void count(String operation, String result) {
        requests(operation, result).increment();
    }

    private Counter requests(String operation, String result) {
        return Counter.builder(REQUESTS)
                .description("Requests to the store; won and lost are those of create-if-absent")
                .tag("operation", operation)
                .tag("result", result)
                .register(meters);
    }

    private static String failure(RuntimeException e) {
        return switch (e) {
            case MissingObjectException _ -> MISSING;
            case CorruptObjectException _ -> "corrupt";
            case StoreUnavailableException _ -> UNAVAILABLE;
            case StoreRefusedException _ -> "refused";
            default -> "failed";
        };
    }
}
