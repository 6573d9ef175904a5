/** Packs: many blobs and tree nodes in one object, with an index. */
@NullMarked
package dev.sitemend.store.pack;

import org.jspecify.annotations.NullMarked;
