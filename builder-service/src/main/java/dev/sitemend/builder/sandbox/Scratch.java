package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Home, temporary files and a name for the user that a command runs as. */
final class Scratch {
    private Scratch() {}

    static void prepare(Workspace workspace) throws IOException {
        Path scratch = workspace.scratch();
        long uid = workspace.owner();
        for (String folder : new String[] {"home", "tmp", "shm", "etc"}) {
            Path path = Files.createDirectories(scratch.resolve(folder));
            workspace.giveToOwner(path);
        }
        Files.writeString(
                scratch.resolve("etc/passwd"),
                "root:x:0:0:root:/:/usr/sbin/nologin\nsite:x:" + uid + ":" + uid + ":site:/site/home:/bin/sh\n");
        Files.writeString(scratch.resolve("etc/group"), "root:x:0:\nsite:x:" + uid + ":\n");
    }
}
