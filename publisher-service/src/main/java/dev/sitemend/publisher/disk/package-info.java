/**
 * What this publisher serves, on its own disk: contents by digest, their compressed forms, manifests, and a pointer per
 * channel. All of it can be lost and is fetched again; with it, nothing else is needed to serve.
 */
@NullMarked
package dev.sitemend.publisher.disk;

import org.jspecify.annotations.NullMarked;
