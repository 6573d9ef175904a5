/** Names and numbers of the pipeline. Each validates itself; none knows how it is stored or sent. */
@NullMarked
package dev.sitemend.contracts.id;

import org.jspecify.annotations.NullMarked;
