/**
 * Sites over HTTP. A request is bound to one immutable {@link dev.sitemend.publisher.serving.Publication} at its
 * beginning and sees nothing else, so that no answer ever mixes two generations.
 */
@NullMarked
package dev.sitemend.publisher.serving;

import org.jspecify.annotations.NullMarked;
