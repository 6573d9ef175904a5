package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.store.memory.RecentlyUsed;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is sent: the small and often wanted from memory, the big from the disk. What is in memory was verified when it
 * was read, and named by its digest it can not grow stale.
 */
public final class Forms {
    /** From here on the kernel sends a file: below, opening it costs more than copying it (Tomcat's own threshold). */
    static final long ON_DISK_FROM = 48 * 1024;

    // Object headers, key and links of an entry.
    private static final int OVERHEAD = 250;

    private final LocalArtifacts artifacts;
    private final Variants variants;
    private final RecentlyUsed<Key, Form.InMemory> small;

    private record Key(Digest digest, @Nullable Coding coding) {}

    /**
     * Takes where forms are made.
     *
     * @param most bytes of memory
     */
    public Forms(LocalArtifacts artifacts, Variants variants, long most) {
        this.artifacts = artifacts;
        this.variants = variants;
        this.small = new RecentlyUsed<>(most, (key, form) -> form.size() + OVERHEAD);
    }

    /** A content of an artifact as it is. Brings it if it is not here. */
    public Form plain(SiteId site, Artifact artifact, Content content) throws IOException {
        if (content.size() >= ON_DISK_FROM) {
            return new Form.OnDisk(artifacts.file(site, artifact, content), content.size());
        }

        Key key = new Key(content.digest(), null);
        Optional<Form.InMemory> kept = small.find(key);
        if (kept.isPresent()) {
            return kept.get();
        }
        Form.InMemory form = new Form.InMemory(artifacts.bytes(site, artifact, content));
        small.keep(key, form);
        return form;
    }

    /** A content in a coding; empty if it is not there yet, or not worth it. */
    public Optional<Form> coded(SiteId site, Artifact artifact, Content content, Coding coding) throws IOException {
        if (!Variants.mayHelp(content)) {
            return Optional.empty();
        }

        Key key = new Key(content.digest(), coding);
        Optional<Form.InMemory> kept = small.find(key);
        if (kept.isPresent()) {
            // Nothing stands for a form that is not worth it.
            return kept.filter(form -> form.size() > 0).map(form -> form);
        }

        artifacts.file(site, artifact, content);
        Optional<Variants.Variant> variant = variants.find(content, coding);
        if (variant.isEmpty()) {
            return Optional.empty();
        }
        if (variant.get().size() >= ON_DISK_FROM) {
            return Optional.of(
                    new Form.OnDisk(variant.get().file(), variant.get().size()));
        }
        Optional<byte[]> bytes = variant.get().size() == 0 ? Optional.of(new byte[0]) : variants.bytes(content, coding);
        bytes.ifPresent(read -> small.keep(key, new Form.InMemory(read)));
        return bytes.filter(read -> read.length > 0).map(Form.InMemory::new);
    }

    /** Bytes of memory that are used now. */
    public long weight() {
        return small.weight();
    }
}
