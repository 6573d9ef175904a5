/** Claims, reports and logs of builds, and what they say about a channel. */
@NullMarked
package dev.sitemend.store.build;

import org.jspecify.annotations.NullMarked;
