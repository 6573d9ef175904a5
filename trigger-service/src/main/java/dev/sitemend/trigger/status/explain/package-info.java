/** Why is what is live live, why is the rest not, and what to do: one rule engine, a pure function of facts. */
@NullMarked
package dev.sitemend.trigger.status.explain;

import org.jspecify.annotations.NullMarked;
