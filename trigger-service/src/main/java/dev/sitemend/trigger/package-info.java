/**
 * The trigger service: the only place where wishes enter. This package starts it; each room below is one door or desk.
 */
@NullMarked
package dev.sitemend.trigger;

import org.jspecify.annotations.NullMarked;
