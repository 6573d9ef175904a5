package dev.sitemend.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.cli.Sitemend;
import dev.sitemend.cli.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Alert rules, and the page that each of them sends its reader to. */
final class AlertRulesTest {
    private static final Path FOLDER = Repository.path("deploy/prometheus");
    private static final String RULES = Repository.text("deploy/prometheus/rules/sitemend.yml");
    private static final String INDEX = "README.md";

    static List<String> alerts() {
        return named(RULES, "- alert: (\\w+)");
    }

    @Test
    void prometheusTakesSettingsAndRules() {
        assertThat(Tool.PROMTOOL.run(FOLDER, "check", "config", "prometheus.yml"))
                .satisfies(AlertRulesTest::succeeded);
    }

    @Test
    void eachAlertFiresWhenItShouldAndOnlyThen() {
        assertThat(Tool.PROMTOOL.run(FOLDER.resolve("tests"), "test", "rules", "sitemend_test.yml"))
                .satisfies(AlertRulesTest::succeeded);
        assertThat(named(Repository.text("deploy/prometheus/tests/sitemend_test.yml"), "alertname: (\\w+)"))
                .as("alerts with a test")
                .containsAll(alerts());
    }

    @Test
    void eachAlertHasItsPageAndEachPageItsAlert() {
        Set<String> pages = Repository.files("docs/runbook").stream()
                .map(page -> page.getFileName().toString())
                .filter(page -> !page.equals(INDEX))
                .map(page -> page.substring(0, page.length() - ".md".length()))
                .collect(Collectors.toSet());
        assertThat(pages).containsExactlyInAnyOrderElementsOf(alerts());
        assertThat(named(RULES, "runbook_url: docs/runbook/(\\w+)\\.md")).isEqualTo(alerts());
        assertThat(named(Repository.text("docs/runbook/" + INDEX), "\\((\\w+)\\.md\\)"))
                .isEqualTo(alerts());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void aPageSaysWhatItMeansAndWhereToLookAndHowToMendItWithCommandsThatExist(String alert) {
        String page = Repository.text("docs/runbook/" + alert + ".md");

        assertThat(page).contains("## What it means", "## Look", "## Mend");
        assertThat(page.lines().filter(line -> line.startsWith("./sitemend ")).toList())
                .allSatisfy(AlertRulesTest::isACommand);
        assertThat(named(page, "`\\./(sitemend [^`]+)`")).allSatisfy(command -> isACommand("./" + command));
    }

    private static void isACommand(String line) {
        String[] arguments = line.substring("./sitemend ".length()).split(" ");
        if (arguments[0].equals("doctor")) {
            return; // Belongs to the server's part of the command, and takes nothing.
        }

        CommandLine command = Sitemend.commandLine(Surroundings.ofThisProcess());
        assertThat(command.parseArgs(arguments).errors()).as(line).isEmpty();
    }

    private static void succeeded(Tool.Result result) {
        assertThat(result.status()).as(result.said()).isZero();
    }

    private static List<String> named(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
