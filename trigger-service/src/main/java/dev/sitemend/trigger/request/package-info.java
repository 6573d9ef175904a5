/** The one place that turns a wish into a durable {@code BuildRequested}. */
@NullMarked
package dev.sitemend.trigger.request;

import org.jspecify.annotations.NullMarked;
