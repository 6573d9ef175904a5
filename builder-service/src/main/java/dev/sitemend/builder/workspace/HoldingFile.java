package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.json.StoredFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Holding} on disk. Written beside and renamed, so that it is whole or not there. It counts only until the
 * machine starts anew: nothing of a layer is forced to disk, and after a power failure a file may be named and empty.
 */
final class HoldingFile {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingFile.class);
    private static final String FORMAT = "sitemend-layer-3";
    private static final String SINCE = "-since";
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;
    private final Map<LayerPart, Instant> since = new EnumMap<>(LayerPart.class);

    HoldingFile(Path file) {
        this.file = file;
    }

    Holding read() {
        since.clear();
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Holding.NOTHING;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Nothing is known of the layer of {}: {}", file, e.toString());
            since.clear();
            return Holding.NOTHING;
        }
    }

    /** Since when each part that is held is as it is, by the clock of the file system. */
    Map<LayerPart, Instant> since() {
        return Map.copyOf(since);
    }

    void write(Holding holding) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside);
        stamp(holding, NewerByWalk.changedAt(beside));
        Files.writeString(beside, text(holding));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A part that is whole from now on has changed before: what happens to it later is not the builder's doing. */
    private void stamp(Holding holding, Instant now) {
        for (LayerPart part : LayerPart.values()) {
            if (part.isIn(holding)) {
                since.putIfAbsent(part, now);
            } else {
                since.remove(part);
            }
        }
    }

    private String text(Holding holding) throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "format", FORMAT);
        line(text, "boot", boot());
        holding.source().ifPresent(revision -> line(text, "source", revision.value()));
        holding.state().ifPresent(seal -> line(text, "state", json(seal)));
        holding.output().ifPresent(output -> {
            line(text, "output", json(output.seal()));
            line(text, "output-at", URLEncoder.encode(output.at().toString(), StandardCharsets.UTF_8));
        });
        since.forEach((part, moment) -> line(text, part.folder() + SINCE, moment.toString()));
        return sum(text.toString()) + text;
    }

    private static String sum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "sum " + Long.toHexString(checksum.getValue()) + "\n";
    }

    private Holding parse(String file) throws IOException {
        int end = file.indexOf('\n') + 1;
        String text = file.substring(end);
        if (!file.substring(0, end).equals(sum(text))) {
            throw new IOException("this is not what was written");
        }
        Map<String, String> lines = text.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> other, HashMap::new));
        if (!FORMAT.equals(lines.get("format")) || !boot().equals(lines.get("boot"))) {
            return Holding.NOTHING;
        }
        for (LayerPart part : LayerPart.values()) {
            String moment = lines.get(part.folder() + SINCE);
            if (moment != null) {
                since.put(part, Instant.parse(moment));
            }
        }
        Optional<CacheSeal> output = seal(lines.get("output"));
        Path at = Path.of(URLDecoder.decode(lines.getOrDefault("output-at", ""), StandardCharsets.UTF_8));
        return new Holding(
                Optional.ofNullable(lines.get("source")).map(Revision::new),
                seal(lines.get("state")),
                output.map(seal -> new Holding.Output(seal, at)));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private static String json(CacheSeal seal) {
        return new String(StoredFormat.CACHE_SEAL.write(seal), StandardCharsets.UTF_8);
    }

    private static Optional<CacheSeal> seal(@Nullable String json) {
        return Optional.ofNullable(json)
                .map(text -> StoredFormat.CACHE_SEAL.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String boot() throws IOException {
        return Files.exists(BOOT) ? Files.readString(BOOT).strip() : "unknown";
    }
}
