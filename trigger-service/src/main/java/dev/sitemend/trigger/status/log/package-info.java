/**
 * What builds print: of running ones as it comes, of ended ones from the object store, in one unbroken row of lines.
 */
@NullMarked
package dev.sitemend.trigger.status.log;

import org.jspecify.annotations.NullMarked;
