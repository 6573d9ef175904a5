/** Proof of what is served: the publisher asks itself, over HTTP, as a visitor would. */
@NullMarked
package dev.sitemend.publisher.probe;

import org.jspecify.annotations.NullMarked;
