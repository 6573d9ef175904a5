package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How layers become the folders that commands see, and how what they did there is found out. Used for one build. */
interface Merging {
    /**
     * Prepares the view.
     *
     * @param source lower layers of each folder, the topmost first
     */
    void begin(List<Path> source, List<Path> output, List<Path> state) throws IOException;

    /** Shows a file or folder of the source as Git has it, whatever lies over it. */
    void showSource(Path path) throws IOException;

    View view();

    /** The folder that takes what is written. */
    List<Path> written();

    FolderEdit sourceChanges() throws IOException;

    FolderEdit outputChanges() throws IOException;

    FolderEdit stateChanges() throws IOException;

    /** All of the output, if nothing lay below it. */
    Folder wholeOutput() throws IOException;
}
