/** What is kept in memory of what could be read again. */
@NullMarked
package dev.sitemend.store.memory;

import org.jspecify.annotations.NullMarked;
