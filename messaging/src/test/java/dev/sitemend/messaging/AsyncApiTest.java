package dev.sitemend.messaging;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.Topic;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** Holds {@code docs/asyncapi.yaml} to what the code says: names, topics, versions, fields. */
final class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.yaml");
    private static final String REFERENCE = "#/components/schemas/";

    private static Map<String, Object> document = Map.of();

    @BeforeAll
    static void read() throws IOException {
        try (Reader reader = Files.newBufferedReader(DOCUMENT)) {
            document = new Yaml().load(reader);
        }
    }

    @Test
    void everyTopicIsAChannelAndNothingElseIs() {
        assertThat(at(document, "channels").values().stream()
                        .map(channel -> map(channel).get("address"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Topic.values())
                        .<Object>map(Topic::topicName)
                        .toList());
    }

    @Test
    void everyEventIsAMessageAndNothingElseIs() {
        assertThat(at(document, "components", "messages").keySet())
                .isEqualTo(Arrays.stream(EventType.values())
                        .map(AsyncApiTest::name)
                        .collect(toSet()));
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aChannelHasTheMessagesOfItsTopicAndItsSettings(Topic topic) {
        Map<String, Object> channel = at(document, "channels").values().stream()
                .map(AsyncApiTest::map)
                .filter(candidate -> topic.topicName().equals(candidate.get("address")))
                .findFirst()
                .orElseThrow();

        assertThat(at(channel, "messages"))
                .isEqualTo(Arrays.stream(EventType.values())
                        .filter(type -> type.topic() == topic)
                        .collect(toMap(
                                AsyncApiTest::name, type -> Map.of("$ref", "#/components/messages/" + name(type)))));
        Map<String, Object> documented = at(channel, "bindings", "kafka", "topicConfiguration");
        assertThat(documented.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey,
                                setting -> setting.getValue() instanceof List<?> values
                                        ? String.valueOf(values.getFirst())
                                        : String.valueOf(setting.getValue()))))
                .isEqualTo(new TopicPlan("localhost:9092", 6, 0).settings(topic));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aMessageHasTheNameAndVersionOfItsEvent(EventType type) {
        Map<String, Object> message = at(document, "components", "messages", name(type));

        assertThat(at(message, "headers", "properties", "ce_type")).containsEntry("const", type.cloudEventType());
        assertThat(at(message, "payload")).containsEntry("$ref", REFERENCE + name(type));
        assertThat(message).containsEntry("name", name(type)).containsKey("summary");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void aSchemaHasTheFieldsOfItsRecord(EventType type) {
        Map<String, Object> schema = at(document, "components", "schemas", name(type));
        RecordComponent[] components = type.eventClass().getRecordComponents();

        assertThat(at(schema, "properties").keySet())
                .containsExactlyElementsOf(
                        Stream.of(components).map(RecordComponent::getName).toList());
        assertThat((List<?>) schema.get("required"))
                .isEqualTo(Stream.of(components)
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList());
        for (RecordComponent component : components) {
            assertThat(at(schema, "properties", component.getName()))
                    .as(component.getName())
                    .containsAllEntriesOf(expected(component.getGenericType()));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>();
        collect(document, references);

        assertThat(references).allSatisfy(reference -> {
            String[] path = reference.substring("#/".length()).split("/");
            assertThat(at(document, path)).isNotEmpty();
        });
    }

    @Test
    void enumerationsAreComplete() {
        Stream.of(EventType.values())
                .flatMap(type -> Stream.of(type.eventClass().getRecordComponents()))
                .map(RecordComponent::getType)
                .filter(Class::isEnum)
                .distinct()
                .forEach(type -> assertThat((List<?>) at(document, "components", "schemas", type.getSimpleName())
                                .get("enum"))
                        .isEqualTo(Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList()));
    }

    private static Map<String, Object> expected(Type type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (type == int.class) {
            return Map.of("type", "integer", "format", "int32");
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return Map.of("type", "array", "items", expected(list.getActualTypeArguments()[0]));
        }
        return Map.of("$ref", REFERENCE + ((Class<?>) type).getSimpleName());
    }

    private static void collect(Object node, Set<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("$ref")) {
                    references.add((String) value);
                } else {
                    collect(value, references);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> collect(element, references));
        }
    }

    private static String name(EventType type) {
        return type.eventClass().getSimpleName();
    }

    private static Map<String, Object> at(Map<String, Object> from, String... path) {
        Map<String, Object> found = from;
        for (String step : path) {
            found = map(Objects.requireNonNull(found.get(step), () -> "no " + String.join("/", path)));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
