package dev.sitemend.store.tree;

/** What a name in a tree stands for. Of a file's mode only the x bit counts. */
public enum EntryKind {
    FILE('f'),
    EXECUTABLE('x'),
    /** A symbolic link; its content is the target. */
    LINK('l'),
    DIRECTORY('d');

    private final byte code;

    EntryKind(char code) {
        this.code = (byte) code;
    }

    static boolean isCode(byte code) {
        return code == 'f' || code == 'x' || code == 'l' || code == 'd';
    }

    /** The kind that is written so. */
    static EntryKind of(byte code) {
        return switch (code) {
            case 'f' -> FILE;
            case 'x' -> EXECUTABLE;
            case 'l' -> LINK;
            case 'd' -> DIRECTORY;
            default -> throw new IllegalArgumentException("Not a kind of entry: " + code);
        };
    }

    /** How it is written in a tree node. */
    byte code() {
        return code;
    }
}
