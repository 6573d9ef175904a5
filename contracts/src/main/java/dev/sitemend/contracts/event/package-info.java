/**
 * What travels on the topics: one record per event, sealed by topic; {@link dev.sitemend.contracts.event.EventType} has
 * all names and versions.
 */
@NullMarked
package dev.sitemend.contracts.event;

import org.jspecify.annotations.NullMarked;
