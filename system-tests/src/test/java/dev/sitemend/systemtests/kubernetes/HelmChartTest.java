package dev.sitemend.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.Topic;
import dev.sitemend.startup.SettingNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelmChartTest {
    @ParameterizedTest
    @ValueSource(strings = {"smallest", "everything", "restricted"})
    void itsValuesAreInOrder(String values) throws Exception {
        Tool.Result lint = Chart.helm(
                "lint", Chart.FOLDER.toString(), "-f", Chart.values(values).toString());

        assertThat(lint.exit()).as(lint.output()).isZero();
        assertThat(lint.output()).doesNotContain("[WARNING]").doesNotContain("[ERROR]");
    }

    @ParameterizedTest
    @CsvSource({"smallest, 1.33.0", "smallest, 1.37.0", "everything, 1.33.0", "everything, 1.37.0", "restricted, 1.37.0"
    })
    void kubernetesKnowsEveryFieldOfIt(String values, String version, @TempDir Path folder) throws Exception {
        Tool kubeconform = Tool.required("kubeconform", "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0");
        Path schemas = KubernetesSchemas.unpacked(version, folder);
        Path rendered = Files.writeString(
                folder.resolve("rendered.yaml"), Chart.rendered(values).text());

        Tool.Result result = kubeconform.run(
                "-strict",
                "-summary",
                "-schema-location",
                schemas + "/{{.ResourceKind}}{{.KindSuffix}}.json",
                rendered.toString());

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("Invalid: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void whatMustBeSetIsAskedFor() throws Exception {
        Tool.Result result = Chart.helm("template", "web", Chart.FOLDER.toString());

        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("publicUrl", "sitesUrl", "existingSecret", "bootstrapServers", "endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "everything", "restricted"})
    void everyPodIsConfinedProbedAndLimited(String values) throws Exception {
        assertThat(Chart.rendered(values).pods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod)
                    .containsEntry("automountServiceAccountToken", false)
                    .containsEntry("enableServiceLinks", false);
            assertThat(Chart.at(pod, "securityContext"))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 10001);
            Map<String, Object> container = Chart.container(pod);
            assertThat(Chart.at(container, "securityContext"))
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
            assertThat(Chart.at(container, "resources", "limits")).containsKey("memory");
            Set<Object> ports = Chart.list(container, "ports").stream()
                    .map(port -> port.get("name"))
                    .collect(Collectors.toSet());
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(ports).contains(Chart.at(container, probe, "httpGet").get("port"));
            }
        });
    }

    @Test
    void onlyABuilderWithASandboxAsksForMoreThanTheRestrictedStandardGives() throws Exception {
        assertThat(Chart.rendered("restricted").pods()).allSatisfy(pod -> {
            assertThat(Chart.at(pod, "securityContext", "seccompProfile")).isEqualTo(Map.of("type", "RuntimeDefault"));
            assertThat(Chart.at(Chart.container(pod), "securityContext")).doesNotContainKey("procMount");
        });

        Chart everything = Chart.rendered("everything");
        assertThat(everything.pods().filter(pod -> pod.containsKey("hostUsers")))
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod).containsEntry("hostUsers", false);
                    assertThat(Chart.at(pod, "securityContext"))
                            .containsEntry(
                                    "seccompProfile",
                                    Map.of("type", "Localhost", "localhostProfile", "sitemend/builder.json"))
                            .containsEntry("appArmorProfile", Map.of("type", "Unconfined"));
                    assertThat(Chart.container(pod)).containsEntry("name", "builder");
                    assertThat(Chart.at(Chart.container(pod), "securityContext"))
                            .containsEntry("procMount", "Unmasked");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "everything", "restricted"})
    void secretsAreNamedAndNeverMade(String values) throws Exception {
        Chart chart = Chart.rendered(values);

        assertThat(chart.all("Secret")).isEmpty();
        assertThat(chart.pods().flatMap(pod -> Chart.list(Chart.container(pod), "env").stream()))
                .filteredOn(variable -> String.valueOf(variable.get("name")).matches(".*(SECRET|_KEY|JAAS).*"))
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(variable ->
                        assertThat(variable).containsKey("valueFrom").doesNotContainKey("value"));
    }

    /** A setting that a service does not know ends its start. */
    @ParameterizedTest
    @ValueSource(strings = {"smallest", "everything", "restricted"})
    void everyVariableIsASetting(String values) throws Exception {
        Set<String> settings = SettingNames.known().all().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                .collect(Collectors.toSet());

        assertThat(Chart.rendered(values).pods().flatMap(pod -> Chart.list(Chart.container(pod), "env").stream()))
                .extracting(variable -> String.valueOf(variable.get("name")))
                .filteredOn(name -> name.startsWith("SITEMEND_"))
                .isNotEmpty()
                .isSubsetOf(settings);
    }

    @Test
    void kedaLooksAtTheTopicAndTheGroupOfTheBuilders() throws Exception {
        Chart chart = Chart.rendered("everything");

        Map<String, Object> scaled = chart.one("ScaledObject", "web-sitemend-builder");
        assertThat(Chart.at(scaled, "spec", "scaleTargetRef")).containsEntry("name", "web-sitemend-builder");
        Map<String, Object> trigger =
                Chart.list(Chart.at(scaled, "spec"), "triggers").getFirst();
        assertThat(Chart.at(trigger, "metadata"))
                .containsEntry("topic", Topic.BUILD_REQUESTS.topicName())
                .containsEntry("consumerGroup", "sitemend-builder")
                .containsEntry("tls", "enable");
        assertThat(Files.readString(Path.of("..", "builder-service/src/main/resources/builder-service.yml")))
                .contains("group: sitemend-builder\n");
        assertThat(Chart.at(chart.one("Deployment", "web-sitemend-builder"), "spec"))
                .as("who scales by hand and by KEDA has two minds")
                .doesNotContainKey("replicas");
    }

    @Test
    void nobodyReachesABuilderAndPublishersReachNoGitHost() throws Exception {
        Chart chart = Chart.rendered("smallest");

        assertThat(Chart.at(chart.one("NetworkPolicy", "web-sitemend-builder"), "spec"))
                .containsEntry("ingress", List.of())
                .containsEntry("policyTypes", List.of("Ingress", "Egress"));
        assertThat(Chart.list(Chart.at(chart.one("NetworkPolicy", "web-sitemend-publisher"), "spec"), "egress"))
                .extracting(rule -> rule.get("ports"))
                .hasSize(3);
    }

    @Test
    void visitorsAreSentToTheSitesAndPeopleToTheTrigger() throws Exception {
        Map<String, Object> ingress = Chart.rendered("everything").one("Ingress", "web-sitemend");

        assertThat(Chart.list(Chart.at(ingress, "spec"), "rules"))
                .extracting(rule -> rule.get("host"))
                .containsExactly("sitemend.example", "*.pages.example", "www.garden.example");
    }
}
