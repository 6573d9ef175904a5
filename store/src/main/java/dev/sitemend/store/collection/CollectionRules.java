package dev.sitemend.store.collection;

import java.util.EnumSet;
import java.util.Set;

/** Which rules hold. */
public final class CollectionRules {
    public static final CollectionRules ALL = new CollectionRules(EnumSet.noneOf(CollectionRule.class));

    private final Set<CollectionRule> leftOut;

    private CollectionRules(Set<CollectionRule> leftOut) {
        this.leftOut = leftOut;
    }

    /** All rules but this. */
    public static CollectionRules without(CollectionRule rule) {
        return new CollectionRules(EnumSet.of(rule));
    }

    boolean hold(CollectionRule rule) {
        return !leftOut.contains(rule);
    }
}
