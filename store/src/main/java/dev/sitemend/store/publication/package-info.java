/** The publication log of a channel: what is live, and why. */
@NullMarked
package dev.sitemend.store.publication;

import org.jspecify.annotations.NullMarked;
