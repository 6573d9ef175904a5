/** Compares the heads of all branches with what was asked for and built, and asks for what is missing. */
@NullMarked
package dev.sitemend.trigger.polling;

import org.jspecify.annotations.NullMarked;
