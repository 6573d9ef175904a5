package dev.sitemend.trigger.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contrast of every token on every ground that it stands on, by WCAG's formula. */
class StylesheetTest {
    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
    private static final List<String> GROUNDS = List.of("surface", "bg", "sunk");
    private static final List<String> STATES = List.of("ok", "work", "heal", "late", "stop", "hold");
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textIsLegibleOnEveryGround(boolean dark) throws Exception {
        Map<String, String> tokens = tokens(dark);
        for (String ground : GROUNDS) {
            for (String text : List.of("ink", "ink2", "accent")) {
                assertContrast(tokens, text, ground, TEXT);
            }
            STATES.forEach(state -> assertContrast(tokens, state, ground, TEXT));
            assertContrast(tokens, "edge", ground, SHAPE);
        }
        for (String state : STATES) {
            assertContrast(tokens, state, state + "-tint", TEXT);
            assertContrast(tokens, "on-solid", state, TEXT);
            List.of("ink", "ink2", "accent").forEach(text -> assertContrast(tokens, text, state + "-tint", TEXT));
        }
        assertContrast(tokens, "on-solid", "accent", TEXT);
    }

    @Test
    void stylesheetAndScriptStaySmallAndLoadNothing() throws Exception {
        assertThat(asset("sitemend.css").length()).isLessThan(20_000);
        assertThat(asset("sitemend.css")).doesNotContain("url(", "@import");
        assertThat(asset("sitemend.js").length()).isLessThan(5 * 1024);
        assertThat(asset("sitemend.js")).doesNotContain("eval(", "document.write");
    }

    private static void assertContrast(Map<String, String> tokens, String text, String ground, double least) {
        double one = luminance(Objects.requireNonNull(tokens.get(text), text));
        double other = luminance(Objects.requireNonNull(tokens.get(ground), ground));
        double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        assertThat(contrast).as("%s on %s", text, ground).isGreaterThanOrEqualTo(least);
    }

    private static double luminance(String colour) {
        return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
    }

    private static double part(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** The dark theme overrides what it names. */
    private static Map<String, String> tokens(boolean dark) throws IOException {
        String css = asset("sitemend.css");
        int darkness = css.indexOf("@media (prefers-color-scheme: dark)");
        Map<String, String> tokens = new HashMap<>();
        Matcher token = TOKEN.matcher(dark ? css : css.substring(0, darkness));
        while (token.find()) {
            tokens.put(token.group(1), token.group(2));
        }
        return tokens;
    }

    private static String asset(String name) throws IOException {
        try (InputStream stream = StylesheetTest.class.getResourceAsStream("/dev/sitemend/console/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
