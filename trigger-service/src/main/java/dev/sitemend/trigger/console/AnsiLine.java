package dev.sitemend.trigger.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log as pieces of text, each with the classes of its colour. Colours become the console's own, so that a
 * log is legible in both themes; backgrounds, cursor movements, titles and links (OSC) are dropped.
 */
final class AnsiLine {
    // CSI with its parameters and its last byte; OSC up to BEL or ST; any other escape of two characters; other
    // controls.
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[([0-9;:?<=>]*)[ -/]*([@-~])"
            + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\|$)"
            + "|\u001b."
            + "|[\u0000-\u0008\u000b-\u001f\u007f]|\u001b$");

    private final List<Piece> pieces = new ArrayList<>();
    private boolean bold;
    private String colour = "";

    private AnsiLine() {}

    /** @param classes empty for text in ink */
    record Piece(String classes, String text) {}

    static List<Piece> pieces(String line) {
        return new AnsiLine().read(line);
    }

    private List<Piece> read(String line) {
        Matcher control = CONTROL.matcher(line);
        int end = 0;
        while (control.find()) {
            add(line.substring(end, control.start()));
            end = control.end();
            if ("m".equals(control.group(2))) {
                style(control.group(1));
            }
        }
        add(line.substring(end));
        return List.copyOf(pieces);
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece((colour + (bold ? " b" : "")).strip(), text));
        }
    }

    private void style(String parameters) {
        String[] codes = parameters.split("[;:]", -1);
        int i = 0;
        while (i < codes.length) {
            int code = number(codes[i]);
            if ((code == 38 || code == 48) && i + 1 < codes.length) {
                i = extended(code, codes, i);
            } else {
                plain(code);
            }
            i++;
        }
    }

    private void plain(int code) {
        if (code == 0) {
            bold = false;
            colour = "";
        } else if (code == 1) {
            bold = true;
        } else if (code == 22) {
            bold = false;
        } else if (code == 39) {
            colour = "";
        } else if (code >= 30 && code <= 37) {
            colour = token(code - 30);
        } else if (code >= 90 && code <= 97) {
            colour = code == 90 ? "soft" : token(code - 90);
            bold = code != 90 || bold;
        }
    }

    /** {@code 38;5;n} and {@code 38;2;r;g;b}, to the nearest of ours. Returns the index of the last code used. */
    private int extended(int code, String[] codes, int at) {
        boolean palette = number(codes[at + 1]) == 5;
        int last = Math.min(at + (palette ? 2 : 4), codes.length - 1);
        if (code == 38) {
            colour = palette
                    ? indexed(number(codes[last]))
                    : last == at + 4 ? nearest(number(codes[at + 2]), number(codes[at + 3]), number(codes[last])) : "";
        }
        return last;
    }

    private static String indexed(int index) {
        if (index < 16) {
            return index == 8 ? "soft" : token(index % 8);
        }
        if (index >= 232) {
            return "soft";
        }
        // The palette's cube of 6 × 6 × 6.
        int cube = index - 16;
        return nearest(cube / 36 * 51, cube / 6 % 6 * 51, cube % 6 * 51);
    }

    private static String nearest(int red, int green, int blue) {
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        if (most - least < 40) {
            return "";
        }
        // A channel that is more than half way up counts as on, as in the eight first colours.
        int half = (most + least) / 2;
        return token((red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0));
    }

    private static String token(int colour) {
        return switch (colour) {
            case 1 -> "stop";
            case 2 -> "ok";
            case 3 -> "late";
            case 4 -> "accent";
            case 5 -> "heal";
            case 6 -> "work";
            default -> "";
        };
    }

    private static int number(String text) {
        return text.isEmpty() || text.length() > 4 || !text.chars().allMatch(Character::isDigit)
                ? 0
                : Integer.parseInt(text);
    }
}
