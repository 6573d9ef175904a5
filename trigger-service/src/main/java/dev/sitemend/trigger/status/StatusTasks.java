package dev.sitemend.trigger.status;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.Pauses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the import from the object store beside everything else, until it has succeeded once. */
public final class StatusTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusTasks.class);

    private final StoreImport storeImport;
    private final Backoff backoff;
    private final Pauses pauses;
    private @Nullable Thread thread;

    StatusTasks(StoreImport storeImport, Backoff backoff, Pauses pauses) {
        this.storeImport = storeImport;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    /** Begins the import, if the rows have not had it yet. */
    public synchronized void begin() {
        if (!storeImport.isDone()) {
            thread = Thread.ofVirtual().name("status-import").start(this::untilDone);
        }
    }

    /** The rows were forgotten: they are filled again. */
    public synchronized void importAgain() {
        close();
        begin();
    }

    /** Whether the rows hold what the object store knew when they were new. */
    public boolean isImported() {
        return storeImport.isDone();
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void untilDone() {
        try {
            for (int failures = 1; !attempt(); failures++) {
                pauses.pause(backoff.after(failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            storeImport.run();
            return true;
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("Cannot fill the read model from the object store yet: {}; trying again", e.toString());
            }
            return false;
        }
    }
}
