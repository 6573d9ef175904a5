/** Proof at start that a store can do what the pipeline rests on. */
@NullMarked
package dev.sitemend.store.probing;

import org.jspecify.annotations.NullMarked;
