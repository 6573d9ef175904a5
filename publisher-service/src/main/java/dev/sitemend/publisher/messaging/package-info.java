/** The publisher's bindings: builds and commands in, what was decided out. */
@NullMarked
package dev.sitemend.publisher.messaging;

import org.jspecify.annotations.NullMarked;
