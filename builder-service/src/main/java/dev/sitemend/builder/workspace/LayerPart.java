package dev.sitemend.builder.workspace;

/** A folder of a layer that a later build relies on. */
enum LayerPart {
    SOURCE("src"),
    STATE("kept"),
    OUTPUT("out");

    private final String folder;

    LayerPart(String folder) {
        this.folder = folder;
    }

    /** Its name in the layer's directory. */
    String folder() {
        return folder;
    }

    boolean isIn(Holding holding) {
        return switch (this) {
            case SOURCE -> holding.source().isPresent();
            case STATE -> holding.state().isPresent();
            case OUTPUT -> holding.output().isPresent();
        };
    }
}
