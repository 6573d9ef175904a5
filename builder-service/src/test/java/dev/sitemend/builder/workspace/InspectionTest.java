package dev.sitemend.builder.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody else does to a layer is noticed by the next build over it; what the builder does is not held against
 * it.
 */
final class InspectionTest {
    private static final ChannelId CHANNEL = ChannelId.of("docs", "main");
    private static final Revision ONE = new Revision("1".repeat(40));
    private static final Revision TWO = new Revision("2".repeat(40));

    @TempDir
    Path temporary;

    private DiskWorkspaces workspaces;
    private Path layer;

    @BeforeEach
    void open() throws Exception {
        workspaces =
                DiskWorkspaces.open(temporary, Method.COPY, Owners.builder(Identity.ofThisProcess()), Long.MAX_VALUE);
        layer = temporary.toRealPath().resolve("builder-1/docs~main");
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(1))) {
            workspace.checkOut(ONE, new Writing("a/page", "b/page"));
            assertThat(workspace.damage()).isEmpty();
        }
        awaitTick();
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    /** A checkout that writes some files, and says so before. */
    private record Writing(List<String> names) implements Workspace.Checkout {
        Writing(String... names) {
            this(List.of(names));
        }

        @Override
        public Touched bring(Optional<Revision> held, Path folder) {
            try {
                Files.createDirectories(folder.resolve(".git"));
                Files.writeString(folder.resolve(".git/index"), held.toString());
                for (Path path : paths()) {
                    Files.createDirectories(folder.resolve(path).getParent());
                    Files.writeString(folder.resolve(path), held.toString());
                }
                return held.isEmpty() ? new Touched.Everything() : new Touched.Paths(paths());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Collection<Path> touches(Revision held) {
            return paths();
        }

        private List<Path> paths() {
            return names.stream().map(Path::of).toList();
        }
    }

    enum Deed {
        TRUNCATES {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        FLIPS_AND_SETS_THE_DATE_BACK {
            @Override
            void to(Path file) throws IOException {
                FileTime date = Files.getLastModifiedTime(file);
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.write(bytes.read() ^ 1);
                }
                Files.setLastModifiedTime(file, date);
            }
        },
        REMOVES {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        },
        ADDS {
            @Override
            void to(Path file) throws IOException {
                Files.createFile(file.resolveSibling("another"));
            }
        },
        CHANGES_THE_MODE {
            @Override
            void to(Path file) throws IOException {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyElseDoesIsNoticedAndMendedByBringingAllAnew(Deed deed) throws Exception {
        deed.to(layer.resolve("src/a/page"));

        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(2))) {
            workspace.checkOut(ONE, new Writing());
            assertThat(workspace.damage())
                    .hasValueSatisfying(
                            damage -> assertThat(damage).startsWith("src/a").endsWith("was changed by somebody else"));

            workspace.distrust();
            workspace.checkOut(ONE, new Writing("a/page", "b/page"));
            assertThat(workspace.damage()).isEmpty();
            assertThat(workspace.source().resolve("a/page")).hasContent("Optional.empty");
        }
        awaitTick();
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(3))) {
            workspace.checkOut(ONE, new Writing());
            assertThat(workspace.damage()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void damageNextToWhatGitIsAboutToChangeIsNotTakenForGits(Deed deed) throws Exception {
        deed.to(layer.resolve("src/a/page"));

        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(2))) {
            workspace.checkOut(TWO, new Writing("a/other"));

            boolean anew =
                    Files.readString(workspace.source().resolve("a/other")).equals("Optional.empty");
            assertThat(anew || workspace.damage().isPresent()).isTrue();
        }
    }

    /** As if the disk had lost a bit, which moves no date: the record is made younger than the damage. */
    @Test
    void whatNoDateTellsIsNotBelievedByACleanRebuild() throws Exception {
        Deed.FLIPS_AND_SETS_THE_DATE_BACK.to(layer.resolve("src/a/page"));
        HoldingFile record = new HoldingFile(layer.resolve("record"));
        Holding holding = record.read();
        record.write(Holding.NOTHING);
        record.write(holding);

        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(2))) {
            workspace.checkOut(ONE, new Writing());
            assertThat(workspace.damage()).isEmpty();
            assertThat(workspace.source().resolve("a/page")).content().isNotEqualTo("Optional.empty");
        }
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(3))) {
            workspace.distrust();
            workspace.checkOut(ONE, new Writing("a/page", "b/page"));
            assertThat(workspace.source().resolve("a/page")).hasContent("Optional.empty");
        }
    }

    @Test
    void anIndexOfGitThatSomebodyElseWroteIsNotUsed() throws Exception {
        Deed.FLIPS_AND_SETS_THE_DATE_BACK.to(layer.resolve("src/.git/index"));

        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(2))) {
            workspace.checkOut(TWO, new Writing("a/page"));

            assertThat(workspace.source().resolve("a/page")).hasContent("Optional.empty");
            assertThat(workspace.damage()).isEmpty();
        }
    }

    @Test
    void whatTheBuildChangesItselfIsNoDamage() throws Exception {
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(2))) {
            workspace.checkOut(TWO, new Writing("a/page", "c/page"));

            assertThat(workspace.damage()).isEmpty();
            assertThat(workspace.source().resolve("b/page")).hasContent("Optional.empty");
        }
        awaitTick();
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(3))) {
            workspace.checkOut(TWO, new Writing());
            assertThat(workspace.damage()).isEmpty();
        }
    }

    @Test
    void aRecordThatIsNotWhatWasWrittenIsNotBelieved() throws Exception {
        byte[] whole = Files.readAllBytes(layer.resolve("record"));
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(layer.resolve("record"), damaged);

            assertThat(new HoldingFile(layer.resolve("record")).read())
                    .describedAs("byte %s", i)
                    .isEqualTo(Holding.NOTHING);
        }
    }

    @Test
    void findAndTheWalkSeeTheSame() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/find")), "skipped: install findutils");
        Instant moment = NewerByWalk.changedAt(layer.resolve("record"));
        Files.writeString(layer.resolve("src/b/new\nline"), "x");
        Deed.FLIPS_AND_SETS_THE_DATE_BACK.to(layer.resolve("src/a/page"));
        Files.createSymbolicLink(layer.resolve("out/link"), Path.of("nowhere"));
        Files.writeString(layer.resolve("src/.git/index"), "Git's own");
        Map<LayerPart, Instant> since =
                Map.of(LayerPart.SOURCE, moment, LayerPart.STATE, moment, LayerPart.OUTPUT, moment.minusSeconds(1000));

        Collection<Path> found = new NewerByFind(Path.of("/usr/bin/find")).changed(layer, since);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(new NewerByWalk().changed(layer, since))
                .containsExactlyInAnyOrder(
                        Path.of("src/b"),
                        Path.of("src/b/new\nline"),
                        Path.of("src/a/page"),
                        Path.of("out"),
                        Path.of("out/link"));
    }

    @Test
    void aMeasureThatCanNotBeReadIsTakenAgain() throws Exception {
        Files.writeString(layer.resolve("size"), "1\u0000x");

        workspaces.open(CHANNEL, new BuildNumber(2)).close();
        workspaces.open(CHANNEL, new BuildNumber(3)).close();

        assertThat(Long.parseLong(Files.readString(layer.resolve("size")))).isPositive();
    }

    /** The kernel's dates move in steps of some milliseconds. */
    private void awaitTick() throws IOException {
        Instant before = NewerByWalk.changedAt(layer.resolve("record"));
        Path probe = temporary.resolve("probe");
        do {
            Files.deleteIfExists(probe);
            Files.createFile(probe);
        } while (!NewerByWalk.changedAt(probe).isAfter(before));
    }
}
