package dev.sitemend.builder.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with a file, each with its line. */
final class Problems {
    private record Problem(int line, String text) {}

    private final List<Problem> problems = new ArrayList<>();

    void add(Node where, String text) {
        int line = where.getStartMark().getLine() + 1;
        problems.add(new Problem(line, SitemendYml.FILE + ":" + line + ": " + text));
    }

    List<String> inOrder() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList();
    }
}
