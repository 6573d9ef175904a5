package dev.sitemend.builder.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of generator, plugins, setup and tools. What the machine has installed is told apart by path, size and date, as its
 * package manager keeps them (60 ms for 3,000 files); what stands in the repository, by content.
 */
final class Fingerprints {
    // Another meaning of what follows makes every cache a miss, once.
    private static final String VERSION = "1";

    private final Programs programs;

    Fingerprints(Programs programs) {
        this.programs = programs;
    }

    String of(String preset, Recipe recipe, Site site) {
        MessageDigest digest = sha256();
        add(digest, "version", VERSION);
        add(digest, "preset", preset);
        add(digest, "folder", site.folder());
        add(digest, "build", String.valueOf(canonicalBuild(site)));
        add(digest, "environment", new TreeMap<>(recipe.environment()).toString());
        add(digest, "generators", new TreeMap<>(site.configuration().generators()).toString());
        for (String tool : recipe.tools()) {
            programs.find(tool).ifPresent(path -> add(digest, tool, stat(path)));
        }
        for (Path folder : recipe.installed()) {
            add(digest, folder.toString(), listing(folder, Kind.INSTALLED));
        }
        for (Path setup : recipe.setup()) {
            add(digest, site.source().relativize(setup).toString(), listing(setup, Kind.CONTENT));
        }
        for (String resource : recipe.resources()) {
            add(digest, resource, Resources.text(resource));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Object> canonicalBuild(Site site) {
        var build = site.configuration().build();
        return List.of(build.refresh(), build.rebuild(), build.output(), build.state(), build.network());
    }

    private enum Kind {
        INSTALLED,
        CONTENT
    }

    private static String listing(Path root, Kind kind) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return "absent";
        }
        List<String> lines = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    // Compiled by whoever ran a program first.
                    return directory.endsWith("__pycache__") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String name = root.relativize(file).toString();
                    lines.add(name + " " + (kind == Kind.INSTALLED ? stat(file) : content(file)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    lines.add(root.relativize(file) + " unreadable");
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + root + " for the fingerprint", e);
        }
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static String stat(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return real + " " + attributes.size() + " "
                    + attributes.lastModifiedTime().toInstant().getEpochSecond();
        } catch (IOException e) {
            // A link to nowhere.
            return "dangling";
        }
    }

    private static String content(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link " + Files.readSymbolicLink(file);
        }
        MessageDigest digest = sha256();
        digest.update(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String name, String value) {
        digest.update((name.length() + ":" + name + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
