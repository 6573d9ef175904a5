package dev.sitemend.publisher.serving;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Content types by file name. */
final class MediaTypes {
    static final String HTML = "text/html;charset=utf-8";
    private static final String BINARY = "application/octet-stream";
    private static final String UTF_8 = ";charset=utf-8";

    private static final Map<String, String> BY_EXTENSION = Map.<String, String>ofEntries(
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("xhtml", "application/xhtml+xml"),
            Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"),
            Map.entry("mjs", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("jsonld", "application/ld+json"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("xml", "application/xml"),
            Map.entry("xsl", "application/xml"),
            Map.entry("rss", "application/rss+xml"),
            Map.entry("atom", "application/atom+xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("asc", "text/plain"),
            Map.entry("log", "text/plain"),
            Map.entry("sh", "text/plain"),
            Map.entry("diff", "text/plain"),
            Map.entry("patch", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("mdwn", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("ics", "text/calendar"),
            Map.entry("vcf", "text/vcard"),
            Map.entry("vtt", "text/vtt"),
            Map.entry("yml", "application/yaml"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("toml", "application/toml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("apng", "image/apng"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("jxl", "image/jxl"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("otf", "font/otf"),
            Map.entry("eot", "application/vnd.ms-fontobject"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("epub", "application/epub+zip"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("tgz", "application/gzip"),
            Map.entry("zst", "application/zstd"),
            Map.entry("xz", "application/x-xz"),
            Map.entry("bz2", "application/x-bzip2"),
            Map.entry("tar", "application/x-tar"),
            Map.entry("ps", "application/postscript"));

    private static final Set<String> WITH_CHARSET = Set.of(
            "application/json",
            "application/manifest+json",
            "application/xml",
            "application/xhtml+xml",
            "application/rss+xml",
            "application/atom+xml",
            "application/yaml",
            "application/toml",
            "image/svg+xml");

    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/ld+json",
            "application/geo+json",
            "application/wasm",
            "application/postscript",
            "application/vnd.ms-fontobject",
            "application/x-tar",
            "font/ttf",
            "font/otf",
            "image/bmp",
            "image/vnd.microsoft.icon");

    private MediaTypes() {}

    /** The type of a file at {@code path}; text says that it is UTF-8. */
    static String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return BINARY;
        }

        String type = BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), BINARY);
        return type.startsWith("text/") || WITH_CHARSET.contains(type) ? type + UTF_8 : type;
    }

    /** Whether content of this type gets smaller by compression, as opposed to what is compressed already. */
    static boolean isCompressible(String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.startsWith("text/") || WITH_CHARSET.contains(plain) || COMPRESSIBLE.contains(plain);
    }
}
