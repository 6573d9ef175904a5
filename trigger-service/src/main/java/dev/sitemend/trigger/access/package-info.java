/** Who may do what: tokens, roles, and the caller behind a request. */
@NullMarked
package dev.sitemend.trigger.access;

import org.jspecify.annotations.NullMarked;
