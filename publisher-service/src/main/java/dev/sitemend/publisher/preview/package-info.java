/** Builds that are looked at by their number, published or not. */
@NullMarked
package dev.sitemend.publisher.preview;

import org.jspecify.annotations.NullMarked;
