/** The HTTP API: requests in, JSON or an RFC 9457 problem out. No decisions of its own. */
@NullMarked
package dev.sitemend.trigger.api;

import org.jspecify.annotations.NullMarked;
