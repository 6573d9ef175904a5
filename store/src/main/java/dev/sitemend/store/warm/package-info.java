/** Packs on the local disk of whoever read or wrote them: only a copy, bounded, checked when used. */
@NullMarked
package dev.sitemend.store.warm;

import org.jspecify.annotations.NullMarked;
