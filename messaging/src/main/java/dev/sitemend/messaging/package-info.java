/** Events on Kafka through Spring Cloud Stream: publishing, reading, acknowledging, setting aside. */
@NullMarked
package dev.sitemend.messaging;

import org.jspecify.annotations.NullMarked;
