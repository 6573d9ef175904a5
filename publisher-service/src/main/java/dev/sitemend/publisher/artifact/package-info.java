/** What an artifact looks like to someone who serves it: paths, files, links. Knows neither HTTP nor the store. */
@NullMarked
package dev.sitemend.publisher.artifact;

import org.jspecify.annotations.NullMarked;
