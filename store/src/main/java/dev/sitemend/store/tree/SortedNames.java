package dev.sitemend.store.tree;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the names in a directory, as bytes: each takes its length and 32 more, since there may be a million. */
final class SortedNames {
    private SortedNames() {}

    /** In the order of their bytes. */
    static byte[][] in(Path directory) throws IOException {
        byte[][] names = new byte[16][];
        int count = 0;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (count == names.length) {
                    names = Arrays.copyOf(names, 2 * count);
                }
                names[count++] = RawNames.bytes(child.getFileName());
            }
        }
        names = Arrays.copyOf(names, count);
        Arrays.sort(names, Arrays::compareUnsigned);
        return names;
    }
}
