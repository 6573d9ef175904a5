package dev.sitemend.systemtests.simulation;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** One process's way to the shared store: slow, failing, losing answers. */
final class SimulatedStore implements ObjectStore {
    private final ObjectStore shared;
    private final Scheduler scheduler;
    private final Observer observer;

    SimulatedStore(ObjectStore shared, Scheduler scheduler, Observer observer) {
        this.shared = shared;
        this.scheduler = scheduler;
        this.observer = observer;
    }

    /** Sees every write and every deletion the moment it happened. */
    interface Observer {
        void created(Scheduler.Actor by, ObjectKey key, byte[] content);

        void deleted(ObjectKey key);
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        before("get " + key);
        return shared.get(key);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        before("range " + key);
        return shared.range(key, offset, length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        before("put " + key);
        byte[] bytes = read(content);
        shared.put(key, Content.of(bytes));
        observer.created(scheduler.current(), key, bytes);
        scheduler.step("put " + key + " done");
        if (scheduler.choices().happens(scheduler.faults().lostAnswer())) {
            throw new StoreUnavailableException("The answer to put " + key + " got lost");
        }
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        before("create " + key);
        Creation creation = shared.createIfAbsent(key, content);
        if (creation instanceof Creation.Won) {
            observer.created(scheduler.current(), key, content);
        }
        scheduler.step("create " + key + ": " + creation.getClass().getSimpleName(), 10);
        if (scheduler.choices().happens(scheduler.faults().lostAnswer())) {
            return new Creation.Unknown(new StoreUnavailableException("The answer to create " + key + " got lost"));
        }
        return creation;
    }

    @Override
    public List<StoredObject> list(String prefix, String startAfter, int limit) {
        before("list " + prefix);
        return shared.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        before("delete " + key);
        shared.delete(key);
        observer.deleted(key);
        scheduler.step("delete " + key + " done");
        if (scheduler.choices().happens(scheduler.faults().lostAnswer())) {
            throw new StoreUnavailableException("The answer to delete " + key + " got lost");
        }
    }

    private void before(String what) {
        scheduler.step(what);
        if (scheduler.choices().happens(scheduler.faults().unavailable())) {
            throw new StoreUnavailableException("The store does not answer to " + what);
        }
    }

    private static byte[] read(Content content) {
        try (var in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
