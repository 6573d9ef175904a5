package dev.sitemend.store;

import org.jspecify.annotations.Nullable;

/**
 * What was stored is gone or damaged; reading again does not help. Of a cache it is a miss, of a live artifact an
 * alarm.
 */
public abstract sealed class UnreadableObjectException extends RuntimeException
        permits MissingObjectException, CorruptObjectException {
    private static final long serialVersionUID = 1L;

    UnreadableObjectException(String message) {
        super(message);
    }

    UnreadableObjectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
