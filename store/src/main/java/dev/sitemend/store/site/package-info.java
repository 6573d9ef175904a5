/** The registry of sites, one immutable version after the other. */
@NullMarked
package dev.sitemend.store.site;

import org.jspecify.annotations.NullMarked;
