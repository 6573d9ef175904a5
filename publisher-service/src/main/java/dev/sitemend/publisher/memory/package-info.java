/** What the publisher keeps in memory of what it could read again. */
@NullMarked
package dev.sitemend.publisher.memory;

import org.jspecify.annotations.NullMarked;
