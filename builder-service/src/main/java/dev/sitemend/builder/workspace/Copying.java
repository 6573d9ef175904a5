package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Merges layers by copying them, and compares what the file system says of each file before and after. Costs what the
 * site weighs; for machines that can do nothing better.
 */
final class Copying implements Merging {
    private final Layer layer;
    private final Owner owner;
    private final List<StatIndex> indexes = new ArrayList<>();

    Copying(Layer layer, Owner owner) {
        this.layer = layer;
        this.owner = owner;
    }

    private Path merged(String folder) {
        return layer.build().resolve("merged").resolve(folder);
    }

    @Override
    public void begin(List<Path> source, List<Path> output, List<Path> state) throws IOException {
        indexes.clear();
        merge(source, merged("src"));
        merge(output, merged("out"));
        merge(state, merged("state"));
    }

    private void merge(List<Path> lowers, Path into) throws IOException {
        Trash.delete(into);
        Files.createDirectories(into);
        for (Path lower : lowers.reversed()) {
            Copies.copy(lower, into);
        }
        owner.own(into);
    }

    @Override
    public void showSource(Path path) throws IOException {
        Path target = merged("src").resolve(path);
        Trash.delete(target);
        Path parent = Objects.requireNonNull(target.getParent());
        Files.createDirectories(parent);
        Copies.copy(layer.source().resolve(path), target);
    }

    @Override
    public View view() {
        try {
            if (indexes.isEmpty()) {
                for (String folder : List.of("src", "out", "state")) {
                    indexes.add(StatIndex.of(merged(folder)));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot look at " + layer.build(), e);
        }
        return new View.Folders(merged("src"), merged("out"), merged("state"));
    }

    @Override
    public List<Path> written() {
        return List.of(layer.build().resolve("merged"));
    }

    @Override
    public FolderEdit sourceChanges() throws IOException {
        return changes(0);
    }

    @Override
    public FolderEdit outputChanges() throws IOException {
        return changes(1);
    }

    @Override
    public FolderEdit stateChanges() throws IOException {
        return changes(2);
    }

    private FolderEdit changes(int index) throws IOException {
        if (indexes.isEmpty()) {
            return FolderEdit.of(FolderEdit.Beginning.BASE);
        }
        return indexes.get(index).changes();
    }

    @Override
    public Folder wholeOutput() {
        return new Folder.Whole(merged("out"));
    }
}
