/** The chain that makes a report of a wish; each step is another room's. Rules 4, 5 and 11 of the protocol. */
@NullMarked
package dev.sitemend.builder.build;

import org.jspecify.annotations.NullMarked;
