/**
 * The read model: lists, states and histories that people ask for, kept in a database on local disk that may be deleted
 * at any time. Nothing is ever decided from it.
 */
@NullMarked
package dev.sitemend.trigger.status;

import org.jspecify.annotations.NullMarked;
