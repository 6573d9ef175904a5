/** Turns the dead letters of failed refreshes into clean rebuilds. */
@NullMarked
package dev.sitemend.trigger.heal;

import org.jspecify.annotations.NullMarked;
