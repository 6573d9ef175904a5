/** Webhooks of forges: signature over the raw bytes first, then the content, then a build request. */
@NullMarked
package dev.sitemend.trigger.webhook;

import org.jspecify.annotations.NullMarked;
