package dev.sitemend.contracts.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A Git branch without {@code refs/heads/}. Accepts what {@code git check-ref-format --branch} accepts. */
public record BranchName(String value) implements Comparable<BranchName> {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|\\.lock(/|$)");
    private static final Pattern RESERVED_SLUG = Pattern.compile("build-[0-9]+");
    private static final int LONGEST = 200;
    private static final int LONGEST_SLUG = 31;

    public BranchName {
        boolean malformed = value.isEmpty()
                || value.length() > LONGEST
                || value.equals("@")
                || value.startsWith("-")
                || value.startsWith("/")
                || value.endsWith("/")
                || value.endsWith(".")
                || value.startsWith(".")
                || value.contains("/.")
                || FORBIDDEN.matcher(value).find();
        if (malformed) {
            throw new IllegalArgumentException("Not a branch name: '" + value + "'");
        }
    }

    /** The full name of the ref: {@code refs/heads/…}. */
    public String ref() {
        return "refs/heads/" + value;
    }

    /**
     * A DNS label of at most 31 characters, different for different branches. A name that is such a label already stays
     * as it is; any other gets eight hexadecimal digits of its SHA-256 behind what is left of it.
     */
    public String slug() {
        String plain =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (plain.equals(value)
                && plain.length() <= LONGEST_SLUG
                && !RESERVED_SLUG.matcher(plain).matches()) {
            return plain;
        }

        String suffix = "-" + shortHash(value);
        int room = LONGEST_SLUG - suffix.length();
        String head = plain.length() > room ? plain.substring(0, room).replaceAll("-$", "") : plain;
        return head.isEmpty() ? "b" + suffix : head + suffix;
    }

    private static String shortHash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    @Override
    public int compareTo(BranchName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
