package dev.sitemend.contracts.id;

import java.util.HexFormat;

/** A SHA-256 of content, as 64 lower-case hexadecimal digits. */
public record Digest(String hex) implements Comparable<Digest> {
    /** Length of the raw digest in bytes. */
    public static final int BYTES = 32;

    public Digest {
        if (!isDigest(hex)) {
            throw new IllegalArgumentException("Not a digest: '" + hex + "': expected 64 hexadecimal digits");
        }
    }

    /** A loop and no stream: a big site has its digests read by the ten thousand. */
    private static boolean isDigest(String hex) {
        if (hex.length() != 2 * BYTES) {
            return false;
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public static Digest ofBytes(byte[] sha256) {
        return new Digest(HexFormat.of().formatHex(sha256));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The first twelve digits, for people. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
