/** The narrow port to the object store, and what every use of it shares. Nothing here knows which store it is. */
@NullMarked
package dev.sitemend.store;

import org.jspecify.annotations.NullMarked;
