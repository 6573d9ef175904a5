package dev.sitemend.storetestkit;

/**
 * One request to a store.
 *
 * @param key the object's, or the prefix of a listing
 */
public record StoreRequest(Operation operation, String key) {
    /** What is asked. */
    public enum Operation {
        GET,
        RANGE,
        LIST,
        PUT,
        CREATE,
        DELETE
    }

    /** Whether it changes what is stored. */
    public boolean isWrite() {
        return switch (operation) {
            case PUT, CREATE, DELETE -> true;
            case GET, RANGE, LIST -> false;
        };
    }

    @Override
    public String toString() {
        return operation + " " + key;
    }
}
