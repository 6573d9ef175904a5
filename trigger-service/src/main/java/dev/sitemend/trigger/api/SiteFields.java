package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.SiteDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the settings of a site from JSON, strictly: an unknown field is an error. A field that is absent leaves what is
 * there, one that is null clears it.
 */
final class SiteFields {
    private static final Set<String> KNOWN = Set.of(
            "repository",
            "branch",
            "domains",
            "previews",
            "generator",
            "network",
            "visibility",
            "retention",
            "secrets");

    private final ObjectNode json;

    SiteFields(ObjectNode json) {
        this.json = json;
    }

    /** What becomes of {@code before} by these fields; those in {@code aside} are read elsewhere. */
    SiteDraft over(SiteDraft before, Set<String> aside) {
        for (String name : json.propertyNames()) {
            if (!KNOWN.contains(name) && !aside.contains(name)) {
                throw Problem.INVALID.because("A site has no field '" + name + "'; it has "
                        + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
            }
        }

        String branch =
                text("branch", before.branch() == null ? null : before.branch().value());
        return new SiteDraft(
                text("repository", before.repository()),
                branch == null ? null : new BranchName(branch),
                texts("domains", before.domains()),
                texts("previews", before.previews()),
                text("generator", before.generator()),
                network(before.network()),
                visibility(before.visibility()),
                secrets(),
                retention(before.retention()));
    }

    boolean names(String field) {
        return json.has(field);
    }

    private @Nullable String text(String field, @Nullable String before) {
        JsonNode value = json.get(field);
        if (value == null) {
            return before;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong(field, "a text");
        }
        return value.stringValue().strip();
    }

    private List<String> texts(String field, List<String> before) {
        JsonNode value = json.get(field);
        if (value == null) {
            return before;
        }
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field, "a list of texts");
        }

        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw wrong(field, "a list of texts");
            }
            texts.add(element.stringValue().strip());
        }
        return texts;
    }

    private boolean network(boolean before) {
        JsonNode value = json.get("network");
        if (value == null) {
            return before;
        }
        if (!value.isBoolean()) {
            throw wrong("network", "true or false");
        }
        return value.booleanValue();
    }

    private Visibility visibility(Visibility before) {
        String text = text("visibility", before.name());
        if (text == null) {
            return Visibility.PUBLIC;
        }

        return switch (text.toLowerCase(Locale.ROOT)) {
            case "public" -> Visibility.PUBLIC;
            case "private" -> Visibility.PRIVATE;
            default -> throw wrong("visibility", "public or private");
        };
    }

    private @Nullable Retention retention(@Nullable Retention before) {
        JsonNode value = json.get("retention");
        if (value == null) {
            return before;
        }
        return value.isNull() ? null : new RetentionFields(value).read();
    }

    private Map<String, String> secrets() {
        JsonNode value = json.get("secrets");
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw wrong("secrets", "an object of texts by name");
        }

        Map<String, String> secrets = new LinkedHashMap<>();
        value.properties().forEach(entry -> {
            if (!entry.getValue().isString() && !entry.getValue().isNull()) {
                throw wrong("secrets", "an object of texts by name");
            }
            secrets.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? "" : entry.getValue().stringValue());
        });
        return secrets;
    }

    /** The value is not shown: it may be a secret. */
    private static RuntimeException wrong(String field, String expected) {
        return Problem.INVALID.because("Cannot use the value of '" + field + "': expected " + expected + ".");
    }
}
