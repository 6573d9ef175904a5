/**
 * What a build writes: its claim, heal mark, packs, cache, log and report, in that order, and the events that follow
 * from them. The only room of the builder that writes to the store.
 */
@NullMarked
package dev.sitemend.builder.record;

import org.jspecify.annotations.NullMarked;
