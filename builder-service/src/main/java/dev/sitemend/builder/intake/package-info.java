/**
 * From a stream of requests to one build at a time per channel: what is waiting, what a build covers, what to do with
 * another builder's open claim, and when an offset may be acknowledged. Rules 3 and 6 to 10 of the protocol.
 */
@NullMarked
package dev.sitemend.builder.intake;

import org.jspecify.annotations.NullMarked;
