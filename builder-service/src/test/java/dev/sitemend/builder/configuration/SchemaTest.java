package dev.sitemend.builder.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Editors check by the schema, builders by the parser: both must say the same. */
final class SchemaTest {
    private static final Map<String, Object> SCHEMA = schema();

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema() {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/dev/sitemend/schemas/sitemend.yml.json")) {
            // JSON is YAML.
            return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSchemaHasExactlyTheKeysOfTheParser() {
        Keys.ALL.forEach((section, keys) -> {
            Map<String, Object> at = SCHEMA;
            for (String name : section.split("\\.")) {
                at = name.isEmpty() ? at : child(child(at, "properties"), name);
            }
            assertThat(new TreeSet<>(child(at, "properties").keySet()))
                    .as(section)
                    .isEqualTo(new TreeSet<>(keys));
            assertThat(at.get("additionalProperties")).as(section).isEqualTo(false);
        });
        assertThat(sections(SCHEMA, "")).isEqualTo(new TreeSet<>(Keys.ALL.keySet()));
    }

    private static Set<String> sections(Map<String, Object> schema, String path) {
        Set<String> found = new TreeSet<>(Set.of(path));
        child(schema, "properties").forEach((name, value) -> {
            Map<String, Object> property = child(child(schema, "properties"), name);
            if (property.containsKey("properties")) {
                found.addAll(sections(property, path + name + "."));
            }
        });
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> of, String name) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(of.get(name), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SitemendYmlTest.EVERYTHING,
                "build:\ngate:\n",
                "gate: { links: off }",
                "gate: { errors: off }",
                "gate: { errors: warn }",
                "gate: { links: fail, shrink: 0% }",
                "gate: { shrink: 100% }",
                "root: a/..b/c",
                "build: { environment: { A: 1.5, B: no } }",
                "build: { timeout: 99999s, silence: 1w }",
                "publish: { previews: [] }",
                "publish: { branch: release/1.0 }",
                // What both refuse.
                "generater: hugo",
                "generator: huggo",
                "generator: 7",
                "root: ../x",
                "root: a/../b",
                "root: /etc",
                "root: ''",
                "root: 7",
                "build: make",
                "build: { rebuild: [make] }",
                "build: { rebuild: ' ' }",
                "build: { rebuild: yes }",
                "build: { state: .cache }",
                "build: { state: [7] }",
                "build: { state: [/x] }",
                "build: { environment: { a-b: 1 } }",
                "build: { environment: { A: [1] } }",
                "build: { environment: [A] }",
                "build: { network: 1 }",
                "build: { timeout: 30 }",
                "build: { timeout: 0m }",
                "build: { timeout: 30 m }",
                "build: { timeout: 123456s }",
                "gate: { shrink: 50 }",
                "gate: { shrink: 101% }",
                "gate: { shrink: 050% }",
                "gate: { links: maybe }",
                "gate: { errors: maybe }",
                "gate: { require: index.html }",
                "publish: { branch: -x }",
                "publish: { branch: a b }",
                "audit: { sample: 0 }",
                "audit: { sample: 2000000 }",
                "audit: { sample: often }",
                "audit: { every: weekly }",
                "audit: weekly",
                "generators: { ikiwiki: { setup: ../x } }",
                "generators: { ikiwiki: { config: x } }",
                "generators: { zola: {} }",
                "generators: { jekyll: { incremental: maybe } }",
                "[a]"
            })
    void theSchemaAndTheParserSayTheSame(String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        List<String> problems = problems(SCHEMA, document, "$");
        boolean parsed = SitemendYml.parse(text) instanceof Configured.Valid;
        assertThat(parsed).as("parser; the schema says " + problems).isEqualTo(problems.isEmpty());
    }

    /** The part of JSON Schema that ours uses. */
    private static List<String> problems(Map<String, Object> schema, @Nullable Object value, String at) {
        List<String> problems = new ArrayList<>();
        if (schema.get("$ref") instanceof String reference) {
            String name = reference.substring("#/$defs/".length());
            problems.addAll(problems(child(child(SCHEMA, "$defs"), name), value, at));
        }
        if (schema.get("enum") instanceof List<?> choices && !choices.contains(value)) {
            problems.add(at + " is none of " + choices);
        }
        Object type = schema.get("type");
        List<?> types = type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
        if (!types.isEmpty() && types.stream().noneMatch(each -> is(String.valueOf(each), value))) {
            problems.add(at + " is not " + types);
        }
        if (schema.get("pattern") instanceof String pattern
                && value instanceof String text
                && !Pattern.compile(pattern).matcher(text).find()) {
            problems.add(at + " does not match " + pattern);
        }
        if (value instanceof Integer number) {
            if (schema.get("minimum") instanceof Integer least && number < least) {
                problems.add(at + " < " + least);
            }
            if (schema.get("maximum") instanceof Integer most && number > most) {
                problems.add(at + " > " + most);
            }
        }
        if (value instanceof List<?> items && schema.containsKey("items")) {
            items.forEach(item -> problems.addAll(problems(child(schema, "items"), item, at + "[]")));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> problems.addAll(property(schema, String.valueOf(key), item, at)));
        }
        return problems;
    }

    private static List<String> property(Map<String, Object> schema, String key, @Nullable Object value, String at) {
        if (schema.containsKey("propertyNames")) {
            List<String> names = problems(child(schema, "propertyNames"), key, at + "." + key);
            if (!names.isEmpty()) {
                return names;
            }
        }
        if (schema.containsKey("properties") && child(schema, "properties").containsKey(key)) {
            return problems(child(child(schema, "properties"), key), value, at + "." + key);
        }
        if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            return List.of(at + "." + key + " is unknown");
        }
        return schema.get("additionalProperties") instanceof Map<?, ?>
                ? problems(child(schema, "additionalProperties"), value, at + "." + key)
                : List.of();
    }

    private static boolean is(String type, @Nullable Object value) {
        return switch (type) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long || value instanceof BigInteger;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> throw new IllegalArgumentException(type);
        };
    }
}
