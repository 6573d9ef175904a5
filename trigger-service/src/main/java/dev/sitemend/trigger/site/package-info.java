/** The registry of sites: registration, settings, addresses. */
@NullMarked
package dev.sitemend.trigger.site;

import org.jspecify.annotations.NullMarked;
