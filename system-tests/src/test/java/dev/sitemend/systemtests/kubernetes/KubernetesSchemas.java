package dev.sitemend.systemtests.kubernetes;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' schemas, from the Python package {@code kubernetes-validate}, which carries those of several versions;
 * the usual sources are web sites, where a machine that builds may not go.
 */
final class KubernetesSchemas {
    private static final String INSTALL =
            "no schemas of Kubernetes here: pip download --no-deps -d ~/.cache/sitemend kubernetes-validate==1.37.0";
    private static final List<String> KINDS = List.of(
            "deployment-apps-v1",
            "statefulset-apps-v1",
            "service-v1",
            "serviceaccount-v1",
            "ingress-networking-v1",
            "networkpolicy-networking-v1",
            "poddisruptionbudget-policy-v1");
    private static final String KEDA = "scaledobject-keda-v1alpha1.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private KubernetesSchemas() {}

    /** Writes the schemas of the kinds that we use, each complete in itself. Skips the test where there are none. */
    static Path unpacked(String version, Path folder) throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        try (ZipFile archive =
                new ZipFile(wheel().orElseGet(() -> abort(INSTALL)).toFile())) {
            String prefix = "kubernetes_validate/kubernetes-json-schema/v" + version + "-local-strict/";
            ObjectNode definitions = read(archive, prefix + "_definitions.json");
            for (String kind : KINDS) {
                ObjectNode schema = read(archive, prefix + kind + ".json");
                schema.remove(List.of("$schema", "$id"));
                schema.set("definitions", Objects.requireNonNull(definitions.get("$defs")));
                String complete = JSON.writeValueAsString(schema)
                        .replace("/api/_definitions.json#/$defs/", "#/definitions/")
                        .replace("#/$defs/", "#/definitions/");
                Files.writeString(schemas.resolve(kind + ".json"), complete);
            }
        }
        try (InputStream keda = KubernetesSchemas.class.getResourceAsStream("/kubernetes/" + KEDA)) {
            Files.write(schemas.resolve(KEDA), Objects.requireNonNull(keda).readAllBytes());
        }
        return schemas;
    }

    private static Optional<Path> wheel() throws IOException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "sitemend");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().matches("kubernetes_validate-.*\\.whl"))
                    .findFirst();
        }
    }

    private static ObjectNode read(ZipFile archive, String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(archive.getEntry(name), name);
        try (InputStream in = archive.getInputStream(entry)) {
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
