/** Collects garbage in the background, site by site. What goes, and in which order, is {@code store.collection}'s. */
@NullMarked
package dev.sitemend.publisher.collection;

import org.jspecify.annotations.NullMarked;
