package dev.sitemend.store.collection;

import dev.sitemend.store.StoredObject;

/** An object that nobody needs, and nobody will ever need again. */
public record Garbage(Kind kind, StoredObject object) {}
