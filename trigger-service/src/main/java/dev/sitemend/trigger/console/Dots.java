package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last builds of a channel, one path for each kind: dots are strokes of no length with round ends, squares with
 * square ends.
 *
 * @param paths what each kind's path is
 * @param words the same for who does not see it
 */
record Dots(Map<String, String> paths, String words) {
    static final int MOST = 12;
    private static final int STEP = 11;

    /** Takes the newest build first; draws it last, at the right end. */
    static Dots of(List<BuildRow> newestFirst) {
        Map<String, StringBuilder> paths = new LinkedHashMap<>();
        int failed = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            BuildRow build = newestFirst.get(i);
            int x = 6 + STEP * (MOST - 1 - i);
            String kind = kind(build);
            failed += build.state() == BuildState.FAILED ? 1 : 0;
            paths.computeIfAbsent(kind, _ -> new StringBuilder()).append(mark(kind, x));
        }

        Map<String, String> drawn = new LinkedHashMap<>();
        paths.forEach((kind, path) -> drawn.put(kind, path.toString()));
        return new Dots(drawn, words(newestFirst.size(), failed));
    }

    private static String kind(BuildRow build) {
        return switch (build.state()) {
            case RUNNING -> build.cause() == Cause.HEAL ? "running heal" : "running work";
            case FAILED -> "failed stop";
            case ABANDONED, GONE -> "round hold";
            case SUCCEEDED -> {
                String shape = build.mode() == BuildMode.REBUILD ? "square" : "round";
                yield shape + (build.cause() == Cause.HEAL ? " heal" : " ok");
            }
        };
    }

    private static String mark(String kind, int x) {
        if (kind.startsWith("failed")) {
            return "M" + (x - 3) + " 5l6 6m0-6l-6 6";
        }
        return kind.startsWith("running") ? "M" + (x - 3) + " 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0" : "M" + x + " 8h0";
    }

    private static String words(int builds, int failed) {
        if (builds == 0) {
            return "none yet";
        }
        return builds + " builds, " + (failed == 0 ? "none" : Integer.toString(failed)) + " failed";
    }
}
