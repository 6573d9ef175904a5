package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Lets a file system lay the layers over one another, inside the sandbox. What the upper folders hold afterwards is
 * what was changed; nothing else is looked at.
 */
final class Overlay implements Merging {
    private final Layer layer;
    private final Owner owner;
    private final View.Filesystem filesystem;
    private final List<View.Stack> stacks = new ArrayList<>();

    Overlay(Layer layer, Owner owner, View.Filesystem filesystem) {
        this.layer = layer;
        this.owner = owner;
        this.filesystem = filesystem;
    }

    @Override
    public void begin(List<Path> source, List<Path> output, List<Path> state) throws IOException {
        Path empty = Files.createDirectories(layer.build().resolve("empty"));
        stacks.clear();
        stacks.add(stack("src", source, empty));
        stacks.add(stack("out", output, empty));
        stacks.add(stack("state", state, empty));
    }

    private View.Stack stack(String name, List<Path> lowers, Path empty) throws IOException {
        Path upper = upper(name);
        Trash.delete(upper);
        owner.own(Files.createDirectories(upper));
        Path work = Files.createDirectories(layer.build().resolve("work").resolve(name));
        List<Path> lower = lowers.isEmpty() ? List.of(empty) : lowers;
        return new View.Stack(lower.stream().map(this::relative).toList(), relative(upper), relative(work));
    }

    private Path upper(String name) {
        return layer.build().resolve("upper").resolve(name);
    }

    private Path relative(Path path) {
        return layer.directory().relativize(path);
    }

    @Override
    public void showSource(Path path) throws IOException {
        Path upper = upper("src");
        Path parent = Objects.requireNonNull(upper.resolve(path).getParent());
        Files.createDirectories(parent);
        Copies.copy(layer.source().resolve(path), upper.resolve(path));
        owner.take(upper, new Touched.Paths(List.of(path)));
    }

    @Override
    public View view() {
        return new View.Layers(layer.directory(), filesystem, stacks.get(0), stacks.get(1), stacks.get(2));
    }

    @Override
    public List<Path> written() {
        return List.of(layer.build().resolve("upper"));
    }

    @Override
    public FolderEdit sourceChanges() throws IOException {
        return UpperLayer.changes(upper("src"));
    }

    @Override
    public FolderEdit outputChanges() throws IOException {
        return UpperLayer.changes(upper("out"));
    }

    @Override
    public FolderEdit stateChanges() throws IOException {
        return UpperLayer.changes(upper("state"));
    }

    @Override
    public Folder wholeOutput() throws IOException {
        return switch (filesystem) {
            case KERNEL -> new Folder.Whole(upper("out"));
            // It leaves marks of its own among the files.
            case FUSE ->
                new Folder.Edited(new FolderEdit(
                        FolderEdit.Beginning.NOTHING, outputChanges().changes()));
        };
    }
}
