/** Counts requests by operation and result. */
@NullMarked
package dev.sitemend.store.metered;

import org.jspecify.annotations.NullMarked;
