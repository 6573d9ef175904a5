/** What the generators do, as descriptions: how to detect, refresh and rebuild, and what is state. */
@NullMarked
package dev.sitemend.builder.generator;

import org.jspecify.annotations.NullMarked;
