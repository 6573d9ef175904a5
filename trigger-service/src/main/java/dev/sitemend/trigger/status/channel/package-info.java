/** What state a channel is in, and how to say it. Pure functions of facts. */
@NullMarked
package dev.sitemend.trigger.status.channel;

import org.jspecify.annotations.NullMarked;
