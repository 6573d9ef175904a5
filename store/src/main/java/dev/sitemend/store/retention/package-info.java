/** What of a site's past stays, and why: pure decisions about what was read, by the store's clock. */
@NullMarked
package dev.sitemend.store.retention;

import org.jspecify.annotations.NullMarked;
