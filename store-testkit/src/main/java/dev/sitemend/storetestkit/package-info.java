/** Doubles of the object store that other tests may trust, and the contract that every store passes. */
@NullMarked
package dev.sitemend.storetestkit;

import org.jspecify.annotations.NullMarked;
