/** Traces through all services: spans for OpenTelemetry, and the same ids in the log. */
@NullMarked
package dev.sitemend.messaging.trace;

import org.jspecify.annotations.NullMarked;
