package dev.sitemend.store.collection;

import dev.sitemend.store.StoredObject;
import dev.sitemend.store.retention.Why;

/** An object that stays, and why. */
public record Spared(Kind kind, StoredObject object, Why why) {}
