package dev.sitemend.builder.build;

/** What the generator worked on was not what the last build left: its product is not looked at. */
final class LayerDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LayerDamagedException(String damage) {
        super("Cannot go on with a damaged layer: " + damage);
    }
}
