/** What the service says when it does not do what was asked: RFC 9457 problems, made in one place. */
@NullMarked
package dev.sitemend.trigger.problem;

import org.jspecify.annotations.NullMarked;
