package dev.sitemend.standalone.demo;

import dev.sitemend.cli.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What happened, as a picture in three rows: the builds, how they went live, and what visitors had meanwhile. One
 * column is one build, not a span of time.
 */
final class Track {
    private static final int COLUMN = 10;

    private final TreeMap<Long, JsonNode> builds = new TreeMap<>();
    private final Map<Long, Long> generationOf = new HashMap<>();

    /** Takes the API's answers for builds and generations of one channel. */
    Track(JsonNode builds, JsonNode generations) {
        builds.forEach(build -> this.builds.put(build.path("number").asLong(), build));
        for (JsonNode generation : generations) {
            if (Json.has(generation, "build")) {
                generationOf.putIfAbsent(
                        generation.path("build").asLong(),
                        generation.path("generation").asLong());
            }
        }
    }

    List<String> lines() {
        StringBuilder work = new StringBuilder("  builds  ");
        StringBuilder arrows = new StringBuilder("          ");
        StringBuilder live = new StringBuilder("  live    ");
        Optional<Long> current = Optional.empty();
        for (Map.Entry<Long, JsonNode> entry : builds.entrySet()) {
            long number = entry.getKey();
            Optional<Long> generation = Optional.ofNullable(generationOf.get(number));
            cell(work, mark(entry.getValue()) + " #" + number + " ", isHealed(number) ? '⌁' : '─');
            cell(arrows, generation.isPresent() ? "↓" : "", ' ');
            cell(
                    live,
                    generation.map(value -> "gen " + value + " ").orElse(""),
                    current.or(() -> generation).isPresent() ? '═' : ' ');
            current = generation.or(() -> previous(live));
        }

        List<String> lines = new ArrayList<>();
        lines.add(work.toString().replaceAll("[ ─⌁]+$", ""));
        lines.add(arrows.toString().stripTrailing());
        lines.add(live + "▶");
        lines.add("");
        lines.add("  ● refresh   ■ clean rebuild   ✗ failed   ⌁ healed by   ↓ went live");
        return lines;
    }

    private static Optional<Long> previous(StringBuilder live) {
        return live.indexOf("gen") < 0 ? Optional.empty() : Optional.of(0L);
    }

    private static void cell(StringBuilder row, String text, char filler) {
        row.append(text).repeat(filler, Math.max(0, COLUMN - text.length()));
    }

    private static String mark(JsonNode build) {
        if (Json.text(build, "state").equals("failed")) {
            return "✗";
        }

        return Json.text(build, "mode").equalsIgnoreCase("REBUILD") ? "■" : "●";
    }

    /** Whether the next build is the clean rebuild that this one spawned. */
    private boolean isHealed(long number) {
        return builds.values().stream().anyMatch(build -> build.path("healOf").asLong(-1) == number);
    }
}
