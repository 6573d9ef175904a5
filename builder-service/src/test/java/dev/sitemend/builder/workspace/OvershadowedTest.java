package dev.sitemend.builder.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.checkout.SourceChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OvershadowedTest {
    private static final Optional<Path> OUTPUT = Optional.of(Path.of("public"));
    private static final SortedSet<String> NONE = Collections.emptySortedSet();

    @TempDir
    private Path directory;

    @Test
    void aCommitThatOnlyRemovesFilesTakesThoseInTheOutputAway() throws IOException {
        SourceChanges since = new SourceChanges(NONE, NONE, new TreeSet<>(Set.of("pages/old.html", "public/logo.svg")));

        Overshadowed overshadowed = Overshadowed.of(Layer.open(directory), OUTPUT, since);

        assertThat(overshadowed.shown()).isEmpty();
        assertThat(overshadowed.withdrawn()).containsExactly(Path.of("public/logo.svg"));
    }

    @Test
    void aCommitThatChangesNothingOvershadowsNothing() throws IOException {
        Overshadowed overshadowed = Overshadowed.of(Layer.open(directory), OUTPUT, new SourceChanges(NONE, NONE, NONE));

        assertThat(overshadowed).isEqualTo(Overshadowed.NOTHING);
    }

    @Test
    void whatGitAddedOrModifiedInTheOutputIsShown() throws IOException {
        SourceChanges since = new SourceChanges(
                new TreeSet<>(Set.of("public/new.svg", "pages/new.html")),
                new TreeSet<>(Set.of("public/old.svg")),
                NONE);

        Overshadowed overshadowed = Overshadowed.of(Layer.open(directory), OUTPUT, since);

        assertThat(overshadowed.shown())
                .containsExactlyInAnyOrder(Path.of("public/new.svg"), Path.of("public/old.svg"));
    }
}
