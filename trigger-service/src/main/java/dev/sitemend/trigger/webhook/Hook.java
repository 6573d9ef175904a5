package dev.sitemend.trigger.webhook;

import java.util.Optional;
import java.util.function.Function;

/**
 * A webhook as it came in.
 *
 * @param headers a header's value by its name, in any case
 * @param body the raw bytes: what is signed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Hook(Function<String, Optional<String>> headers, byte[] body) {
    Optional<String> header(String name) {
        return headers.apply(name);
    }
}
