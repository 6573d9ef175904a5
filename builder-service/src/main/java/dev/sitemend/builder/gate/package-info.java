/** What stands between a build and its mark of success. */
@NullMarked
package dev.sitemend.builder.gate;

import org.jspecify.annotations.NullMarked;
