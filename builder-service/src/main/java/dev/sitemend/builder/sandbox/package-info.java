/** Runs a command that nobody trusts, within limits, and leaves nothing of it behind. */
@NullMarked
package dev.sitemend.builder.sandbox;

import org.jspecify.annotations.NullMarked;
