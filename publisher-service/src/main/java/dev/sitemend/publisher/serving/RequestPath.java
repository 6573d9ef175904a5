package dev.sitemend.publisher.serving;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The path of a request, decoded exactly once. What two programs could understand differently (dot segments, encoded
 * slashes, backslashes, NUL) is refused rather than repaired, so a proxy in front never sees another path than we do.
 */
sealed interface RequestPath {
    String URL_SAFE = "-._~!$&'()*+,;=:@/";

    /**
     * A path that means one thing: begins with a slash, has no empty, {@code .} or {@code ..} segment, and ends with a
     * slash exactly if the request did. Each byte is one character (ISO 8859-1).
     */
    record Clean(String path) implements RequestPath {
        /** The same path without slashes around it, as a manifest spells it. */
        String inArtifact() {
            int end = isDirectory() ? path.length() - 1 : path.length();
            return end <= 1 ? "" : path.substring(1, end);
        }

        /** Whether the request asked for a directory. */
        boolean isDirectory() {
            return path.endsWith("/");
        }
    }

    /** A path with slashes in a row; {@code location} is the same without them, encoded. */
    record Untidy(String location) implements RequestPath {}

    /** A path that is not understood, and why. */
    record Refused(String reason) implements RequestPath {}

    /** Reads the path part of a request target as it came in. */
    static RequestPath parse(String raw) {
        if (!raw.isEmpty() && raw.charAt(0) != '/') {
            return new Refused("the path does not begin with a slash");
        }

        StringBuilder decoded = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int value = hexByte(raw, i + 1);
                if (value < 0) {
                    return new Refused("a percent sign is not followed by two hexadecimal digits");
                }
                if (value == '/') {
                    return new Refused("it has an encoded slash");
                }
                c = (char) value;
                i += 2;
            }
            if (c == 0 || c == '\\' || c > 0xff) {
                return new Refused("it has a NUL, a backslash or a character that is not encoded");
            }
            decoded.append(c);
        }

        return tidy(decoded.toString());
    }

    private static RequestPath tidy(String path) {
        List<String> segments = new ArrayList<>();
        boolean doubled = false;
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.equals(".") || part.equals("..")) {
                return new Refused("it has a '.' or '..' segment");
            }
            if (!part.isEmpty()) {
                segments.add(part);
            } else if (i < parts.length - 1) {
                doubled = true;
            }
        }

        String clean = "/" + String.join("/", segments) + (path.endsWith("/") && !segments.isEmpty() ? "/" : "");
        return doubled ? new Untidy(encode(clean)) : new Clean(clean);
    }

    /** Percent-encodes everything that is not plain in a path. */
    static String encode(String path) {
        StringBuilder encoded = new StringBuilder(path.length() + 16);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || URL_SAFE.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }

        return encoded.toString();
    }

    /** Percent-encodes what an author wrote, who may have encoded some of it. */
    static String encodeKeepingEscapes(String path) {
        return encode(path).replaceAll("%25([0-9A-Fa-f]{2})", "%$1");
    }

    /** Decodes percent-encoding where it is well-formed, and leaves the rest as it is. */
    static String decodeLeniently(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int value = text.charAt(i) == '%' ? hexByte(text, i + 1) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }

        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static int hexByte(String text, int at) {
        if (at + 2 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at))
                || !HexFormat.isHexDigit(text.charAt(at + 1))) {
            return -1;
        }

        return HexFormat.fromHexDigits(text, at, at + 2);
    }
}
