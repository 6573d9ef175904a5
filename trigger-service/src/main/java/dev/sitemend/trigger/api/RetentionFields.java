package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.Retention;
import dev.sitemend.trigger.problem.Problem;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how much of a site's past stays; a field that is absent or null is the installation's default. */
final class RetentionFields {
    private static final Set<String> KNOWN =
            Set.of("generations", "generationsFor", "previewGenerations", "previewsFor", "logsFor", "journalFor");

    private final JsonNode json;

    RetentionFields(JsonNode json) {
        this.json = json;
    }

    Retention read() {
        if (!json.isObject() || !KNOWN.containsAll(json.propertyNames())) {
            throw Problem.INVALID.because("Cannot use the value of 'retention': expected an object with some of "
                    + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
        }

        try {
            return new Retention(
                    count("generations"),
                    lifetime("generationsFor"),
                    count("previewGenerations"),
                    lifetime("previewsFor"),
                    lifetime("logsFor"),
                    lifetime("journalFor"));
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID.because("Cannot use the value of 'retention': " + e.getMessage() + ".");
        }
    }

    private @Nullable Integer count(String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException(field + " is " + value + ", and is to be a whole number");
        }
        return value.intValue();
    }

    private @Nullable Duration lifetime(String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        return Expiry.lifetime(value.asString(""))
                .orElseThrow(() -> new IllegalArgumentException(
                        field + " is " + value + ", and is to be a lifetime such as 12h, 30d or 4w"));
    }
}
