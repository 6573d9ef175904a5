/**
 * Git over smart HTTP for the sites that live here: authentication, receiving pushes, and telling what became of them.
 */
@NullMarked
package dev.sitemend.trigger.gitserver;

import org.jspecify.annotations.NullMarked;
