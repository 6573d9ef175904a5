/** A whole trigger service for tests: a real broker, real HTTP, real Git. */
@org.jspecify.annotations.NullMarked
package dev.sitemend.trigger.testing;
