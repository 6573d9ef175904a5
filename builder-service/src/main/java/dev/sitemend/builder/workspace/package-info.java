/** The directories of one build, laid out for the sandbox and cleaned up always. */
@NullMarked
package dev.sitemend.builder.workspace;

import org.jspecify.annotations.NullMarked;
