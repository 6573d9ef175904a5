/** Success mark to generation: what may become live, decided in one place, the channel's publication log. */
@NullMarked
package dev.sitemend.publisher.promotion;

import org.jspecify.annotations.NullMarked;
