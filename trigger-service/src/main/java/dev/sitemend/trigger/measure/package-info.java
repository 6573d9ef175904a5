/** What Prometheus is told of sites and pushes, from the read model, looked up in the background. */
@NullMarked
package dev.sitemend.trigger.measure;

import org.jspecify.annotations.NullMarked;
