/** Tokens that people and programs hold. */
@NullMarked
package dev.sitemend.store.access;

import org.jspecify.annotations.NullMarked;
