package dev.sitemend.contracts.id;

/** The number of a build, counted per site from 1. Numbers order what was fetched, and are claimed, never assigned. */
public record BuildNumber(long value) implements Comparable<BuildNumber> {
    public BuildNumber {
        if (value < 1) {
            throw new IllegalArgumentException("Not a build number: " + value + ": builds are counted from 1");
        }
    }

    /** Reads {@code 42} as well as {@code #42}. */
    public static BuildNumber parse(String text) {
        try {
            return new BuildNumber(Long.parseLong(text.startsWith("#") ? text.substring(1) : text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a build number: '" + text + "'", e);
        }
    }

    public BuildNumber next() {
        return new BuildNumber(value + 1);
    }

    public boolean isAbove(BuildNumber other) {
        return value > other.value;
    }

    @Override
    public int compareTo(BuildNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "#" + value;
    }
}
