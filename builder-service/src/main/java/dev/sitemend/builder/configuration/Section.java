package dev.sitemend.builder.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the file. Each question notes what is wrong and answers as if the key were absent. */
final class Section {
    private final String path;
    private final Map<String, Node> keys;
    private final Map<String, Node> values;
    private final Problems problems;

    private Section(String path, Map<String, Node> keys, Map<String, Node> values, Problems problems) {
        this.path = path;
        this.keys = keys;
        this.values = values;
        this.problems = problems;
    }

    static Section root(Node document, Problems problems) {
        return of("", document, problems);
    }

    private static Section of(String path, Node node, Problems problems) {
        Map<String, Node> keys = new LinkedHashMap<>();
        Map<String, Node> values = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    problems.add(tuple.getKeyNode(), "a key must be a word");
                } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                    problems.add(key, "'" + path + key.getValue() + "' stands here twice");
                } else {
                    keys.put(key.getValue(), key);
                }
            }
        } else {
            problems.add(
                    node,
                    (path.isEmpty() ? "the file" : "'" + path.substring(0, path.length() - 1) + "'")
                            + " must hold keys with values, but is " + kind(node));
        }
        return new Section(path, keys, values, problems);
    }

    /** Notes every key that is not one of these. */
    Section only(Set<String> known) {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.add(node, "unknown key '" + path + key + "'. " + Suggestions.of(path, key, known));
            }
        });
        return this;
    }

    Section section(String key) {
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return new Section(path + key + ".", Map.of(), Map.of(), problems);
        }
        return of(path + key + ".", node, problems);
    }

    boolean has(String key) {
        Node node = values.get(key);
        return node != null && !isNull(node);
    }

    Set<String> keys() {
        return values.keySet();
    }

    Optional<String> text(String key) {
        return scalar(key).flatMap(node -> {
            if (!node.getTag().equals(Tag.STR)) {
                return wrong(key, node, "must be text, but is " + kind(node) + ". Put it in quotes");
            }
            return node.getValue().isBlank() ? wrong(key, node, "must not be empty") : Optional.of(node.getValue());
        });
    }

    Optional<String> text(String key, Pattern shape, String expected) {
        return scalar(key)
                .flatMap(node -> node.getTag().equals(Tag.STR)
                                && shape.matcher(node.getValue()).matches()
                        ? Optional.of(node.getValue())
                        : wrong(key, node, "is '" + node.getValue() + "', but must be " + expected));
    }

    Optional<String> oneOf(String key, List<String> choices) {
        // YAML 1.1 reads a bare off as false, and an editor may have written it out.
        return scalar(key)
                .flatMap(node -> choices.contains(node.getValue())
                        ? Optional.of(node.getValue())
                        : node.getValue().equals("false") && choices.contains("off")
                                ? Optional.of("off")
                                : wrong(
                                        key,
                                        node,
                                        "is '" + node.getValue() + "', but must be one of " + String.join(", ", choices)
                                                + "."
                                                + Suggestions.nearest(node.getValue(), choices)
                                                        .map(near -> " Most likely meant: " + near)
                                                        .orElse("")));
    }

    Optional<Boolean> flag(String key) {
        return scalar(key)
                .flatMap(node -> node.getTag().equals(Tag.BOOL)
                        ? Optional.of(Pattern.matches("(?i)true|yes|on", node.getValue()))
                        : wrong(key, node, "is '" + node.getValue() + "', but must be true or false"));
    }

    Optional<Integer> count(String key, int least, int most) {
        return scalar(key).flatMap(node -> {
            boolean number = node.getTag().equals(Tag.INT) && node.getValue().matches("[0-9]{1,7}");
            int value = number ? Integer.parseInt(node.getValue()) : -1;
            return value >= least && value <= most
                    ? Optional.of(value)
                    : wrong(
                            key,
                            node,
                            "is '" + node.getValue() + "', but must be a whole number from " + least + " to " + most);
        });
    }

    /** A list of texts. */
    List<String> texts(String key, Pattern shape, String expected) {
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(node, "'" + path + key + "' must be a list, as in [a, b], but is " + kind(node));
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar
                    && scalar.getTag().equals(Tag.STR)
                    && shape.matcher(scalar.getValue()).matches()) {
                texts.add(scalar.getValue());
            } else {
                problems.add(item, "'" + path + key + "' must hold " + expected + " only, but holds " + kind(item));
            }
        }
        return texts;
    }

    /** Names and plain values: text, numbers, true and false, as they are written. */
    Map<String, String> variables(String key, Pattern name, String expected) {
        Section section = section(key);
        Map<String, String> variables = new LinkedHashMap<>();
        section.values.forEach((variable, node) -> {
            if (!name.matcher(variable).matches()) {
                problems.add(node, "'" + section.path + variable + "': a name must be " + expected);
            } else if (node instanceof ScalarNode scalar && !isNull(node)) {
                variables.put(variable, scalar.getValue());
            } else {
                problems.add(node, "'" + section.path + variable + "' must be one value, but is " + kind(node));
            }
        });
        return variables;
    }

    private Optional<ScalarNode> scalar(String key) {
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar);
        }
        problems.add(node, "'" + path + key + "' must be one value, but is " + kind(node));
        return Optional.empty();
    }

    private <T> Optional<T> wrong(String key, Node node, String text) {
        problems.add(node, "'" + path + key + "' " + text + (text.endsWith(".") ? "" : "."));
        return Optional.empty();
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String kind(Node node) {
        return switch (node) {
            case SequenceNode list -> "a list";
            case MappingNode mapping -> "a group of keys";
            case ScalarNode scalar when isNull(scalar) -> "empty";
            case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> "true or false (" + scalar.getValue() + ")";
            case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> "'" + scalar.getValue() + "'";
            case ScalarNode scalar -> "the number or date " + scalar.getValue();
            default -> "something else";
        };
    }
}
