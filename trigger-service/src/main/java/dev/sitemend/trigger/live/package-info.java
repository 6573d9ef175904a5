/** Events of this moment, to everyone in this process who watches: a pusher, an open stream of the API. */
@NullMarked
package dev.sitemend.trigger.live;

import org.jspecify.annotations.NullMarked;
