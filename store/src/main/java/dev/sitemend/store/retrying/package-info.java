/** Bounded retries in place, for stores that are slow or away for a moment. */
@NullMarked
package dev.sitemend.store.retrying;

import org.jspecify.annotations.NullMarked;
