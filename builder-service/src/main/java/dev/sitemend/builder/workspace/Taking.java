package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/** Moves what a build made into its channel's layer: as many renames as it made changes. */
final class Taking {
    private final Layer layer;
    private final Owner owner;

    Taking(Layer layer, Owner owner) {
        this.layer = layer;
        this.owner = owner;
    }

    /**
     * Brings {@code folder} from what it holds to what the build made of it.
     *
     * @param root what is thrown away when the build began with nothing: {@code folder} or one above it
     */
    void take(Folder made, Path root, Path folder) throws IOException {
        switch (made) {
            case Folder.Whole(Path directory) -> {
                layer.throwAway(root);
                Files.createDirectories(Objects.requireNonNull(folder.getParent()));
                Files.move(directory, folder);
            }
            case Folder.Edited(FolderEdit edit) -> {
                if (edit.beginning() == FolderEdit.Beginning.NOTHING) {
                    layer.throwAway(root);
                }
                directory(folder);
                for (Map.Entry<Path, Change> entry : edit.changes().entrySet()) {
                    take(entry.getValue(), folder.resolve(entry.getKey()));
                }
            }
        }
    }

    private void take(Change change, Path target) throws IOException {
        switch (change) {
            case Change.Deleted() -> layer.throwAway(target);
            case Change.Emptied(Path _) -> {
                layer.throwAway(target);
                directory(target);
            }
            case Change.Directory(Path _) -> {
                if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    layer.throwAway(target);
                    directory(target);
                }
            }
            case Change.Written(Path onDisk) -> file(onDisk, target);
        }
    }

    private void file(Path onDisk, Path target) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            layer.throwAway(target);
        }
        Path parent = Objects.requireNonNull(target.getParent());
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            directory(parent);
        }
        if (onDisk.startsWith(layer.source())) {
            // Of the source and of the output.
            Copies.copy(onDisk, target);
        } else if (Files.isRegularFile(onDisk, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(onDisk)) {
            Files.move(onDisk, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = Objects.requireNonNull(directory.getParent());
            directory(parent);
            Files.createDirectory(directory);
            owner.own(directory);
        }
    }
}
