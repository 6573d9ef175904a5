/** A real Kafka broker and a real S3 server inside this process, both keeping their data on disk. */
@NullMarked
package dev.sitemend.embedded;

import org.jspecify.annotations.NullMarked;
