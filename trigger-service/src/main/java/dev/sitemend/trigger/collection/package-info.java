/** Garbage as people ask for it: what would go and why the rest stays, and collecting it now. */
@NullMarked
package dev.sitemend.trigger.collection;

import org.jspecify.annotations.NullMarked;
