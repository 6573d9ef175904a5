/**
 * Garbage collection, rule 16: what may go is said in the publication logs, claims are read again, and only then bytes
 * go. Any number of collectors may do so at once, be paused anywhere and die anywhere; {@code docs/collection.md} has
 * the argument.
 */
@NullMarked
package dev.sitemend.store.collection;

import org.jspecify.annotations.NullMarked;
