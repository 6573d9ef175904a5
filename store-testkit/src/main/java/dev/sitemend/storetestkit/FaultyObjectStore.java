package dev.sitemend.storetestkit;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store with trouble: who makes it decides, request by request, which. */
public final class FaultyObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final Faults faults;
    private final Map<ObjectKey, Optional<byte[]>> before = new ConcurrentHashMap<>();

    /** Decides about one request. */
    @FunctionalInterface
    public interface Faults {
        /** The trouble with this request; empty for none. */
        Optional<Fault> of(StoreRequest request);
    }

    public FaultyObjectStore(ObjectStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /** The next {@code times} requests that {@code which} picks have the fault. */
    public static Faults times(int times, Fault fault, Predicate<StoreRequest> which) {
        java.util.concurrent.atomic.AtomicInteger left = new java.util.concurrent.atomic.AtomicInteger(times);
        return request -> which.test(request) && left.getAndDecrement() > 0 ? Optional.of(fault) : Optional.empty();
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        Optional<Fault> fault = faultOf(StoreRequest.Operation.GET, key.value());
        if (fault.isPresent() && fault.get() == Fault.STALE_READ && before.containsKey(key)) {
            return before.getOrDefault(key, Optional.empty());
        }

        Optional<byte[]> found = store.get(key);
        boolean torn = fault.isPresent() && fault.get() == Fault.TORN_BODY;
        return torn ? found.map(bytes -> Arrays.copyOf(bytes, bytes.length / 2)) : found;
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        Optional<Fault> fault = faultOf(StoreRequest.Operation.RANGE, key.value());
        boolean stale = fault.isPresent() && fault.get() == Fault.STALE_READ;
        if (stale && before.getOrDefault(key, Optional.of(new byte[0])).isEmpty()) {
            throw new MissingObjectException("Cannot read " + key + ": no such object");
        }

        byte[] bytes = store.range(key, offset, length);
        boolean torn = fault.isPresent() && fault.get() == Fault.TORN_BODY;
        return torn ? Arrays.copyOf(bytes, bytes.length / 2) : bytes;
    }

    @Override
    public void put(ObjectKey key, Content content) {
        Optional<Fault> fault = faultOf(StoreRequest.Operation.PUT, key.value());
        remember(key);
        store.put(key, content);
        if (isAnswerLost(fault)) {
            throw answerLost(key.value());
        }
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        Optional<Fault> fault = faultOf(StoreRequest.Operation.CREATE, key.value());
        remember(key);
        Creation creation = store.createIfAbsent(key, content);
        return isAnswerLost(fault) ? new Creation.Unknown(answerLost(key.value())) : creation;
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        faultOf(StoreRequest.Operation.LIST, prefix);
        return store.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        Optional<Fault> fault = faultOf(StoreRequest.Operation.DELETE, key.value());
        store.delete(key);
        if (isAnswerLost(fault)) {
            throw answerLost(key.value());
        }
    }

    /** The fault that is left for the request to show; those that end it at once are thrown. */
    private Optional<Fault> faultOf(StoreRequest.Operation operation, String key) {
        StoreRequest request = new StoreRequest(operation, key);
        Optional<Fault> fault = faults.of(request);
        boolean ends = fault.isPresent()
                && (fault.get() == Fault.UNAVAILABLE
                        || (fault.get() == Fault.ANSWER_LOST_AFTER_WRITE && !request.isWrite()));
        if (ends) {
            throw new StoreUnavailableException("Cannot do " + request + ": 503, told to");
        }
        return fault;
    }

    private void remember(ObjectKey key) {
        before.put(key, store.get(key));
    }

    private static boolean isAnswerLost(Optional<Fault> fault) {
        return fault.isPresent() && fault.get() == Fault.ANSWER_LOST_AFTER_WRITE;
    }

    private static StoreUnavailableException answerLost(String key) {
        return new StoreUnavailableException("Cannot say what became of " + key + ": the answer got lost, told to");
    }
}
