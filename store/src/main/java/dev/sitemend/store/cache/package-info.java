/** Sealed caches. */
@NullMarked
package dev.sitemend.store.cache;

import org.jspecify.annotations.NullMarked;
