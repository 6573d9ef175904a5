package dev.sitemend.cli;

/** The terminal's own colours, so that they suit its ground. */
public enum Colour {
    NONE(""),
    BOLD("1"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36"),
    GREY("90");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String wrap(String text) {
        return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
