/** What lies in the object store, one record per kind of object. {@code docs/formats.md} is the specification. */
@NullMarked
package dev.sitemend.contracts.format;

import org.jspecify.annotations.NullMarked;
