/** What people ask of the publisher: roll back, lock, unlock. */
@NullMarked
package dev.sitemend.trigger.publishing;

import org.jspecify.annotations.NullMarked;
