/**
 * What all services do alike before they work: they look at their settings and at the servers that they need, and say
 * in one paragraph what is wrong and how to mend it. What is wrong with a setting, or with a server that answers, ends
 * the start; a server that does not answer is waited for.
 */
@NullMarked
package dev.sitemend.startup;

import org.jspecify.annotations.NullMarked;
