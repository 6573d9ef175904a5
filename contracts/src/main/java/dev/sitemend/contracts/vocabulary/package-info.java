/** The words that events and stored formats share, one meaning each. */
@NullMarked
package dev.sitemend.contracts.vocabulary;

import org.jspecify.annotations.NullMarked;
