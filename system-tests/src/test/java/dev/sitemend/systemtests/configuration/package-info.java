/** What operators get wrong, and what each service says of it. */
@NullMarked
package dev.sitemend.systemtests.configuration;

import org.jspecify.annotations.NullMarked;
