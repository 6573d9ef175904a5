/** What a site's builds cost, and what follows: refresh or rebuild, and how long a build may take. Pure functions. */
@NullMarked
package dev.sitemend.builder.cost;

import org.jspecify.annotations.NullMarked;
