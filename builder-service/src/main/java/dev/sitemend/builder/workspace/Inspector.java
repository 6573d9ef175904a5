package dev.sitemend.builder.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/** Begins inspections of layers. */
final class Inspector {
    private static final Path FIND = Path.of("/usr/bin/find");

    private final Newer newer;
    private final Executor executor;

    private Inspector(Newer newer, Executor executor) {
        this.newer = newer;
        this.executor = executor;
    }

    /** Beside the build. */
    static Inspector beside(Path folder) {
        Newer newer = isGnu(folder) ? new NewerByFind(FIND) : new NewerByWalk();
        return new Inspector(
                newer, look -> Thread.ofPlatform().name("inspection").daemon().start(look));
    }

    /** In the build's own thread, when its answer is needed. */
    static Inspector within() {
        return new Inspector(new NewerByWalk(), _ -> {});
    }

    Inspection begin(Layer layer) {
        Inspection inspection = new Inspection(layer.directory(), layer.since(), newer);
        executor.execute(inspection.look());
        return inspection;
    }

    /** Others know neither times with fractions nor files that vanish meanwhile. */
    private static boolean isGnu(Path folder) {
        if (!Files.isExecutable(FIND)) {
            return false;
        }
        try {
            return new ProcessBuilder(List.of(
                                    FIND.toString(),
                                    folder.toString(),
                                    "-maxdepth",
                                    "0",
                                    "-ignore_readdir_race",
                                    "-newerct",
                                    "@0.5"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
