package dev.sitemend.builder.workspace;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The folders of one build, over what its channel's last build left on this disk: source, state and output. In the
 * order of a build: {@link #checkOut}, one of the starts, the commands over {@link #view}, {@link #changes}, and
 * {@link #keep} once the build has won. Closing throws away what was not kept, and never fails the build.
 */
public interface Workspace extends AutoCloseable {
    /** The revision's files as Git has them. What commands write is not seen here. */
    Path source();

    /** Files of the builder for the generator, read-only in the sandbox, {@code /site/tools}. */
    Path tools();

    /** Home and temporary files of the generator, and other leftovers; nothing here is kept. */
    Path scratch();

    /** The user that the folders belong to, for a sandbox of root. */
    long owner();

    /** Gives a file or folder that the builder wrote to that user, too. */
    void giveToOwner(Path path) throws IOException;

    /** Brings the source to a revision. */
    void checkOut(Revision revision, Checkout checkout) throws InterruptedException;

    /** Brings files of a revision into a folder. */
    @FunctionalInterface
    interface Checkout {
        /** @param held what the folder has now; empty for nothing, or for what can not be relied on */
        Touched bring(Optional<Revision> held, Path folder) throws InterruptedException;

        /** The files that bringing it from there will touch, if that can be told. */
        default Collection<Path> touches(Revision held) throws InterruptedException {
            return List.of();
        }
    }

    /**
     * What of the layer is not as the last build left it, though this build did not change it either. Whatever was made
     * of it counts for nothing then. Looked for while the build goes on; waits until all was looked at.
     */
    Optional<String> damage() throws InterruptedException;

    /** Believes nothing that the layer has: source, state and output are brought anew. */
    void distrust();

    /** State and output are empty. */
    void startClean(Layout layout);

    /**
     * State and output are those of {@code seal}.
     *
     * @param since how the source differs from what they were made from
     * @param restoring brings them here, if they are not; what it throws is thrown on, and only a clean start may
     *     follow
     */
    void startFrom(CacheSeal seal, Layout layout, SourceChanges since, Restoring restoring) throws InterruptedException;

    /** Brings parts of a sealed pair into folders. */
    @FunctionalInterface
    interface Restoring {
        /** @param held what the folder has now; empty for an empty folder */
        Touched bring(Part part, Optional<CacheSeal> held, Path folder) throws InterruptedException;
    }

    /** Half of a sealed pair. */
    enum Part {
        STATE,
        OUTPUT
    }

    /** Where the part of the base is that the build began with; after a start from one. */
    Path base(Part part);

    /** What commands see; after a start. */
    View view();

    /** Where what commands write takes up room. */
    List<Path> written();

    /** What commands did since the start. Makes it readable for the builder. */
    SiteChanges changes();

    /**
     * The product of this build is what the next one starts from. Its files are moved.
     *
     * @param seal of the pair in the store
     */
    void keep(CacheSeal seal, Product product);

    @Override
    void close();
}
