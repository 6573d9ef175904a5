/** The builder service: its rooms put together, and its settings. */
@NullMarked
package dev.sitemend.builder;

import org.jspecify.annotations.NullMarked;
