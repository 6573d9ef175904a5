package dev.sitemend.contracts.json;

/**
 * Bytes that are not what they should be: no JSON, another kind, an unknown version, a field missing or out of range.
 */
public final class MalformedDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDocumentException(String message) {
        super(message);
    }

    public MalformedDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
