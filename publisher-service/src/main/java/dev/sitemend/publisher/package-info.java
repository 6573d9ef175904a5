/** The publisher service: promotes what was marked successful, and serves it. */
@NullMarked
package dev.sitemend.publisher;

import org.jspecify.annotations.NullMarked;
