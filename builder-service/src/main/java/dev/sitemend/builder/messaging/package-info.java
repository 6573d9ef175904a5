/** The builder's bindings: build requests in, heartbeats of all builders in, and what keeps both flowing. */
@NullMarked
package dev.sitemend.builder.messaging;

import org.jspecify.annotations.NullMarked;
