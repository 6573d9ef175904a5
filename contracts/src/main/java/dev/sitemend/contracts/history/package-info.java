/** What stored documents say, as the events that tell of them. */
@NullMarked
package dev.sitemend.contracts.history;

import org.jspecify.annotations.NullMarked;
