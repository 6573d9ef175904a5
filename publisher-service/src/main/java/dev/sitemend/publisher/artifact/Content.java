package dev.sitemend.publisher.artifact;

import dev.sitemend.contracts.id.Digest;

/** The bytes of a file by what they are. */
public record Content(Digest digest, long size) {
    public Content {
        if (size < 0) {
            throw new IllegalArgumentException("Not the size of a content: " + size);
        }
    }
}
