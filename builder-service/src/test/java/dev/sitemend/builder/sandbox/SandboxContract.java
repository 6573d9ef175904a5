package dev.sitemend.builder.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.MergedFolder;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both sandboxes must do alike: say how it ended, and leave nothing behind. */
abstract class SandboxContract {
    static final Limits LIMITS = Limits.DEFAULT.withWallClock(Duration.ofSeconds(20));
    private static final Duration SOON = Duration.ofMillis(700);

    @TempDir
    Path temporary;

    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    DiskWorkspaces workspaces;
    Workspace workspace;
    Path objects;

    abstract Sandbox sandbox();

    abstract Method method();

    abstract Owners owners();

    @BeforeEach
    void open() throws IOException {
        workspaces = DiskWorkspaces.open(temporary.resolve("work"), method(), owners(), Long.MAX_VALUE);
        workspace = workspaces.open(ChannelId.of("docs", "main"), new BuildNumber(1));
        workspace.startClean(Layout.SIMPLE);
        objects = Files.createDirectory(temporary.resolve("objects"));
    }

    @AfterEach
    void close() {
        workspace.close();
        workspaces.close();
    }

    Exit shell(String script, Limits limits) throws InterruptedException {
        return run(List.of("sh", "-c", script), limits);
    }

    Exit run(List<String> arguments, Limits limits) throws InterruptedException {
        Sandbox sandbox = sandbox();
        Command command = new Command(
                arguments, Map.of("GREETING", "hello"), sandbox.paths(workspace).source(), Network.NONE);
        return sandbox.run(command, workspace, objects, limits, output);
    }

    String said() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** No process on this machine has the word among its arguments any more. */
    void nothingIsLeftOf(String word) {
        await("no process named " + word).atMost(Duration.ofSeconds(5)).until(() -> running(word) == 0);
    }

    private static long running(String word) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> read(path.resolve("cmdline")).contains(word))
                    .count();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aCommandThatEndsWellIsExitedWithZeroAndItsOutputIsThere() throws Exception {
        Exit exit = shell("echo $GREETING; echo to stderr >&2; echo made > \"$PWD/../out/made\"; pwd", LIMITS);
        assertThat(exit).isEqualTo(new Exit.Exited(0));
        assertThat(said())
                .contains("hello\n", "to stderr\n", sandbox().paths(workspace).source());
        assertThat(new MergedFolder(
                                workspace.base(Workspace.Part.OUTPUT),
                                workspace.changes().output())
                        .find(Path.of("made"))
                        .orElseThrow())
                .hasContent("made\n");
    }

    @Test
    void theStatusOfACommandIsTold() throws Exception {
        assertThat(shell("exit 3", LIMITS)).isEqualTo(new Exit.Exited(3));
        assertThat(shell("exit 1", LIMITS)).isEqualTo(new Exit.Exited(1));
    }

    @Test
    void aProgramThatIsNotThereEndsWith127() throws Exception {
        assertThat(run(List.of("no-such-generator"), LIMITS)).isEqualTo(new Exit.Exited(127));
    }

    @Test
    void aKilledCommandIsTold() throws Exception {
        assertThat(shell("kill -KILL $$", LIMITS)).isEqualTo(new Exit.Signalled(9));
    }

    @Test
    void theEnvironmentIsTheSameEverywhere() throws Exception {
        shell("env", LIMITS);
        assertThat(said())
                .contains(
                        "TZ=UTC\n",
                        "LANG=C.UTF-8\n",
                        "HOME=" + sandbox().paths(workspace).home() + "\n")
                .doesNotContain("JAVA_HOME");
    }

    @Test
    void aSleeperIsKilledAtItsWallClockLimit() throws Exception {
        String word = "7" + System.nanoTime() % 100_000_000;
        Exit exit = shell("echo x; setsid sleep " + word + " & sleep " + word, LIMITS.withWallClock(SOON));
        assertThat(exit).isInstanceOfSatisfying(Exit.LimitReached.class, reached -> {
            assertThat(reached.limit()).isEqualTo(Limit.WALL_CLOCK);
            assertThat(reached.message()).contains("ran longer than");
        });
        nothingIsLeftOf(word);
    }

    @Test
    void aSilentCommandIsKilledAtItsSilenceLimit() throws Exception {
        Exit exit = shell("echo x; sleep 60", LIMITS.withSilence(SOON));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.SILENCE));
    }

    @Test
    void aFloodOfOutputIsKilledAtTheLogLimitAndCutThere() throws Exception {
        Exit exit = shell("yes flood", LIMITS.withLogBytes(100_000));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.LOG_SIZE));
        assertThat(output.size()).isEqualTo(100_000);
    }

    @Test
    void aForkBombIsKilledAtItsProcessLimit() throws Exception {
        String word = UUID.randomUUID().toString();
        // Bounded: a hundred children that stay, each in a session of its own.
        String bomb = "i=0; while [ $i -lt 100 ]; do i=$((i+1)); setsid sh -c 'sleep 50; : " + word + "' & done; wait";
        Exit exit = shell(bomb, LIMITS.withProcesses(40));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.PROCESSES));
        nothingIsLeftOf(word);
    }

    @Test
    void aMemoryHogIsKilledAtItsMemoryLimit() throws Exception {
        String hog = "my @a; for (1..400) { push @a, 'x' x 1_000_000; select undef, undef, undef, 0.01 } sleep 50";
        Exit exit = run(List.of("perl", "-e", hog), LIMITS.withMemoryBytes(100 * 1024 * 1024));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.MEMORY));
    }

    @Test
    void aCommandThatFillsTheDiskIsKilledAtItsDiskLimit() throws Exception {
        String fill = "i=0; while [ $i -lt 200 ]; do i=$((i+1)); head -c 1000000 /dev/zero > f$i; sleep 0.05; done";
        Exit exit = shell(fill, LIMITS.withDiskBytes(5_000_000));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.LimitReached.class,
                        reached -> assertThat(reached.limit()).isEqualTo(Limit.DISK));
    }

    @Test
    void childrenThatOutliveACommandAreKilled() throws Exception {
        String word = "9" + System.nanoTime() % 100_000_000;
        assertThat(shell("setsid sleep " + word + " >/dev/null 2>&1 & echo started", LIMITS))
                .isEqualTo(new Exit.Exited(0));
        nothingIsLeftOf(word);
    }

    @Test
    void anInterruptKillsTheCommand() throws Exception {
        String word = "8" + System.nanoTime() % 100_000_000;
        Thread build = Thread.ofPlatform().start(() -> {
            try {
                shell("sleep " + word, LIMITS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await("the command runs").atMost(Duration.ofSeconds(10)).until(() -> running("sleep\0" + word) > 0);
        build.interrupt();
        assertThat(build.join(Duration.ofSeconds(10))).isTrue();
        nothingIsLeftOf(word);
    }
}
