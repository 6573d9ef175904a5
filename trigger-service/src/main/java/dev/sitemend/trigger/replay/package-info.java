/** Builds of the past, asked for again: found in the topic of requests, newest per channel, behind live pushes. */
@NullMarked
package dev.sitemend.trigger.replay;

import org.jspecify.annotations.NullMarked;
