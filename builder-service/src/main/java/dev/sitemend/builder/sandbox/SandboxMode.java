package dev.sitemend.builder.sandbox;

/** {@code sitemend.sandbox}. */
public enum SandboxMode {
    /** bubblewrap: own namespaces, read-only system, no network unless granted. The default. */
    BWRAP,
    /** No confinement; limits still end a build with all its processes. For people who trust what they build. */
    NONE
}
