package dev.sitemend.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboards that Grafana loads are made from the code beside this. {@code mvn test -pl system-tests -am
 * -Dtest=DashboardFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddashboards.write} writes them.
 */
final class DashboardFilesTest {
    private static final Path FOLDER = Repository.path("deploy/grafana/dashboards");

    static Iterable<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void eachFileIsWhatTheCodeMakes(Dashboard dashboard) throws IOException {
        Path file = FOLDER.resolve(dashboard.fileName());
        if (System.getProperty("dashboards.write") != null) {
            Files.writeString(file, GrafanaJson.of(dashboard));
        }

        assertThat(file).hasContent(GrafanaJson.of(dashboard));
    }

    @Test
    void thereIsNoFileWithoutCode() {
        assertThat(Repository.files("deploy/grafana/dashboards"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(
                        Dashboard.all().stream().map(Dashboard::fileName).toList());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void titlesAreUniqueAndEachPanelSaysWhatItShows(Dashboard dashboard) {
        Set<String> titles = new HashSet<>();
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(titles.add(panel.title())).as(panel.title()).isTrue();
            assertThat(panel.description()).endsWith(".");
            assertThat(panel.queries()).isNotEmpty();
        });
    }
}
