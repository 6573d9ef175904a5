package dev.sitemend.builder.record;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which rules hold. In production all do; the simulation leaves one out and shows that an invariant breaks, so that
 * every rule is known to be needed.
 */
public final class Rules {
    public static final Rules ALL = new Rules(EnumSet.noneOf(Rule.class));

    private final Set<Rule> leftOut;

    private Rules(Set<Rule> leftOut) {
        this.leftOut = leftOut;
    }

    /** All rules but these. */
    public static Rules without(Rule... rules) {
        EnumSet<Rule> leftOut = EnumSet.noneOf(Rule.class);
        leftOut.addAll(Set.of(rules));
        return new Rules(leftOut);
    }

    public boolean hold(Rule rule) {
        return !leftOut.contains(rule);
    }
}
