/** How the read model hangs on the topics: bindings, and the offsets that it keeps itself. */
@NullMarked
package dev.sitemend.trigger.messaging;

import org.jspecify.annotations.NullMarked;
