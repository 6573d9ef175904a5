/**
 * Incidents, replayed against a whole Sitemend in a process of its own: the real broker, the real S3 protocol, real
 * Git, real generators. Each ends with the same questions, see {@link dev.sitemend.systemtests.scenario.Aftermath}.
 */
@NullMarked
package dev.sitemend.systemtests.scenario;

import org.jspecify.annotations.NullMarked;
