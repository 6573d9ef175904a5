package dev.sitemend.builder.workspace;

/** How the layers of a workspace become folders. */
public enum Method {
    /** The kernel's overlay, inside the sandbox. */
    OVERLAY,
    /** fuse-overlayfs, inside the sandbox. */
    FUSE,
    /** By copying. */
    COPY
}
