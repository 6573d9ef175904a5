package dev.sitemend.store;

import org.jspecify.annotations.Nullable;

/** An object's bytes are not what they must be: a digest, a size, a format. Of a cache: a miss. */
public final class CorruptObjectException extends UnreadableObjectException {
    private static final long serialVersionUID = 1L;

    public CorruptObjectException(String message) {
        super(message);
    }

    public CorruptObjectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
