/** Directory trees by digest: scanning, uploading, restoring, listing and comparing them. */
@NullMarked
package dev.sitemend.store.tree;

import org.jspecify.annotations.NullMarked;
