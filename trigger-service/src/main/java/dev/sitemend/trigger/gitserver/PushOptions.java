package dev.sitemend.trigger.gitserver;

import java.util.List;

/**
 * What {@code git push -o …} asked for.
 *
 * @param rebuild build clean
 * @param silent do not stay to tell what becomes of the push
 * @param skip take the push, build nothing
 * @param unknown options that mean nothing here
 */
record PushOptions(boolean rebuild, boolean silent, boolean skip, List<String> unknown) {
    static final PushOptions NONE = of(List.of());

    static PushOptions of(List<String> options) {
        List<String> known = List.of("rebuild", "nowait", "skip");
        return new PushOptions(
                options.contains("rebuild"),
                options.contains("nowait"),
                options.contains("skip"),
                options.stream().filter(option -> !known.contains(option)).toList());
    }
}
