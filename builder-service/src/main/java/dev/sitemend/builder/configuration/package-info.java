/** {@code sitemend.yml}: what a site says about its own build. */
@NullMarked
package dev.sitemend.builder.configuration;

import org.jspecify.annotations.NullMarked;
