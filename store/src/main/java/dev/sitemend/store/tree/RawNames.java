package dev.sitemend.store.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * File names as the bytes that the file system has, whatever encoding the JVM runs with: a {@link Path} holds the
 * bytes, and only its URI form gives them out and takes them in unchanged.
 */
final class RawNames {
    // A relative path only becomes a URI below some root, and asks the file system whether it is a directory there.
    private static final Path NOWHERE = Path.of("/.sitemend-nowhere");
    private static final String NOWHERE_PREFIX = NOWHERE + "/";

    private RawNames() {}

    /** The bytes of a relative or absolute path, such as a name or a link's target. */
    static byte[] bytes(Path path) {
        String text = path.toString();
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        String raw = NOWHERE.resolve(path).toUri().getRawPath();
        String relative = path.isAbsolute() ? raw : raw.substring(NOWHERE_PREFIX.length());
        boolean added = relative.endsWith("/") && !text.endsWith("/");
        return decode(added ? relative.substring(0, relative.length() - 1) : relative);
    }

    /** The bytes of a link's target as it can be written again: without doubled and trailing slashes. */
    static byte[] targetBytes(Path target) {
        return bytes(path(bytes(target)));
    }

    /** The path of these bytes, relative unless they begin with a slash. */
    static Path path(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isAscii(text)) {
            return Path.of(text);
        }

        if (bytes[0] == '/') {
            return Path.of(URI.create("file://" + encode(bytes)));
        }
        Path below = Path.of(URI.create("file:///" + encode(bytes)));
        return below.subpath(0, below.getNameCount());
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decode(String rawPath) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(rawPath, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static String encode(byte[] bytes) {
        StringBuilder path = new StringBuilder(3 * bytes.length);
        for (byte b : bytes) {
            if (b == '/') {
                path.append('/');
            } else {
                path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return path.toString();
    }
}
