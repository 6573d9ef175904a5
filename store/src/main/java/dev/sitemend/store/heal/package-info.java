/** Marks of heal attempts, so that a duplicated healer makes one rebuild. */
@NullMarked
package dev.sitemend.store.heal;

import org.jspecify.annotations.NullMarked;
