package dev.sitemend.contracts.format;

/** How many paths of the output differ from the artifact that the build started from, or was compared with. */
public record Changes(long added, long modified, long removed) {
    public static final Changes NONE = new Changes(0, 0, 0);
}
