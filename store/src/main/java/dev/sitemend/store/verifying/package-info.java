/** Checks that what was read is what was written. */
@NullMarked
package dev.sitemend.store.verifying;

import org.jspecify.annotations.NullMarked;
