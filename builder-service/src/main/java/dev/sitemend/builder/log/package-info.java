/** Lines out: masked, streamed, kept. */
@NullMarked
package dev.sitemend.builder.log;

import org.jspecify.annotations.NullMarked;
