package dev.sitemend.builder.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages in which the generator wrote that it could not make something, and which were better before. */
final class ErrorMarks {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int SHOWN = 160;

    private ErrorMarks() {}

    /** A page, and what the first mark in it says. */
    record Found(String file, String says) {}

    static List<Found> find(Output output, String mark, Optional<PreviousOutput> live) {
        List<Found> found = new ArrayList<>();
        for (String file : output.written()) {
            if (!Output.isPage(file)) {
                continue;
            }
            String page = output.text(file);
            int marks = count(page, mark);
            if (marks > 0 && marks > before(file, mark, live)) {
                found.add(new Found(file, says(page, mark)));
            }
        }
        return found;
    }

    private static int before(String file, String mark, Optional<PreviousOutput> live) {
        return live.flatMap(previous -> previous.content(file))
                .map(content -> count(new String(content, StandardCharsets.UTF_8), mark))
                .orElse(0);
    }

    private static int count(String page, String mark) {
        int count = 0;
        for (int at = page.indexOf(mark); at >= 0; at = page.indexOf(mark, at + mark.length())) {
            count++;
        }
        return count;
    }

    private static String says(String page, String mark) {
        int from = page.indexOf(mark) + mark.length();
        int to = page.indexOf("</span>", from);
        String inside = page.substring(from, to < 0 ? Math.min(page.length(), from + SHOWN) : to);
        String text = SPACE.matcher(TAG.matcher(inside).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
