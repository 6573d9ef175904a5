/** How far each consumer group is behind: looked at in the background, told to people and to Prometheus. */
@NullMarked
package dev.sitemend.trigger.lag;

import org.jspecify.annotations.NullMarked;
