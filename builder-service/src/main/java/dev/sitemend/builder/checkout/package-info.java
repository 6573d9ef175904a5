/** From a repository somewhere to an asserted revision on this disk. */
@NullMarked
package dev.sitemend.builder.checkout;

import org.jspecify.annotations.NullMarked;
