package dev.sitemend.trigger.status;

/** Whether a part that is needed answers. */
@FunctionalInterface
public interface Reachability {
    /** Whether it answers within some seconds. */
    boolean answers();
}
