/** Pages for people: the same facts as the API's, and the same deeds, in HTML that is complete without scripts. */
@NullMarked
package dev.sitemend.trigger.console;

import org.jspecify.annotations.NullMarked;
