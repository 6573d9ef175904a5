package dev.sitemend.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Writes answers: tables, facts, sentences. What comes from outside is cleaned of control characters first. */
public final class Output {
    private final Surroundings surroundings;

    public Output(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public void line(String text) {
        surroundings.out().println(text);
        surroundings.out().flush();
    }

    /** For what is not the answer itself: it goes beside it, so that a pipe sees answers only. */
    public void progress(String text) {
        surroundings.err().println(text);
        surroundings.err().flush();
    }

    void json(JsonNode node) {
        line(Json.pretty(node));
    }

    public String coloured(Colour colour, String text) {
        return surroundings.look() == Surroundings.Look.COLOURED ? colour.wrap(text) : text;
    }

    /** Glyph and word. */
    public String state(String word) {
        State state = State.of(word);
        return coloured(state.colour(), state.glyph() + " " + word);
    }

    /** Columns as wide as their widest cell; the last one may be as long as it likes. */
    void table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head.stream().map(cell -> coloured(Colour.GREY, cell)).toList());
        all.addAll(rows);
        int[] widths = IntStream.range(0, head.size())
                .map(column -> all.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : all) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                boolean last = column == row.size() - 1;
                text.append(cell).append(last ? "" : " ".repeat(widths[column] - width(cell) + 2));
            }

            line(text.toString().stripTrailing());
        }
    }

    /** A name and its value; nothing when there is no value. */
    public void fact(String name, String value) {
        if (!value.isEmpty()) {
            line(coloured(Colour.GREY, "%-11s".formatted(name)) + " " + value);
        }
    }

    /** How many columns the text takes, colours not counted. */
    private static int width(String text) {
        String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }

    /** One line without control characters, for texts that strangers wrote: branches, messages, reasons. */
    public static String outside(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", " ").strip();
    }

    /** A line of a log: colours stay on a terminal, other control sequences never reach it. */
    String logLine(String text) {
        String colourOnly = text.replaceAll("\u001b(?!\\[[0-9;]*m)", "").replaceAll("[\\p{Cntrl}&&[^\t\u001b]]", "");
        return surroundings.look() == Surroundings.Look.COLOURED
                ? colourOnly
                : colourOnly.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
