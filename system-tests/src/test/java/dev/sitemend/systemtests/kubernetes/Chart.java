package dev.sitemend.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Our chart, rendered with one of its files of values. */
final class Chart {
    static final Path FOLDER = Path.of("..", "deploy", "helm", "sitemend");
    private static final Tool HELM = Tool.required("helm", "helm.sh/helm/v4/cmd/helm@v4.3.1");

    private final String text;
    private final List<Map<String, Object>> objects;

    private Chart(String text, List<Map<String, Object>> objects) {
        this.text = text;
        this.objects = objects;
    }

    static Tool.Result helm(String command, String... more) throws IOException, InterruptedException {
        return HELM.run(Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    static Path values(String name) {
        return FOLDER.resolve("ci").resolve(name + ".yaml");
    }

    static Chart rendered(String values) throws IOException, InterruptedException {
        Tool.Result result =
                helm("template", "web", FOLDER.toString(), "-f", values(values).toString(), "--kube-version", "1.37.0");
        assertThat(result.exit()).as(result.output()).isZero();
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(result.output());
        return new Chart(
                result.output(),
                StreamSupport.stream(documents.spliterator(), false)
                        .filter(Objects::nonNull)
                        .map(Chart::map)
                        .toList());
    }

    String text() {
        return text;
    }

    Stream<Map<String, Object>> all(String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind")));
    }

    Map<String, Object> one(String kind, String name) {
        return all(kind)
                .filter(object -> name.equals(at(object, "metadata").get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    /** The specs of all pods, whatever makes them. */
    Stream<Map<String, Object>> pods() {
        return objects.stream()
                .filter(object -> List.of("Deployment", "StatefulSet").contains(object.get("kind")))
                .map(object -> at(object, "spec", "template", "spec"));
    }

    static Map<String, Object> container(Map<String, Object> pod) {
        return map(((List<?>) Objects.requireNonNull(pod.get("containers"))).getFirst());
    }

    static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return ((List<?>) Objects.requireNonNull(object.get(name), name))
                .stream().map(Chart::map).toList();
    }

    static Map<String, Object> at(Map<String, Object> object, String... path) {
        Map<String, Object> found = object;
        for (String name : path) {
            found = map(Objects.requireNonNull(found.get(name), name));
        }
        return found;
    }

    @SuppressWarnings("unchecked") // What YAML calls a mapping has texts for keys, here.
    private static Map<String, Object> map(Object mapping) {
        return (Map<String, Object>) mapping;
    }
}
