package dev.sitemend.systemtests.monitoring;

import java.util.Arrays;
import java.util.List;

/** A dashboard of Grafana, as far as ours differ. */
public record Dashboard(String name, String title, String description, List<Variable> variables, List<Row> rows) {
    public Dashboard {
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }

    /** Panels under one heading. */
    public record Row(String title, List<Panel> panels) {
        public Row {
            panels = List.copyOf(panels);
        }

        static Row of(String title, Panel... panels) {
            return new Row(title, Arrays.asList(panels));
        }
    }

    /** A choice at the top of the dashboard: values of {@code label} that {@code metric} has. */
    public record Variable(String label, String metric) {
        String selector() {
            return "$" + label;
        }
    }

    /** All of them, in the order in which they are read. */
    public static List<Dashboard> all() {
        return List.of(
                PipelineDashboard.dashboard(),
                SitesDashboard.dashboard(),
                StoreDashboard.dashboard(),
                JvmDashboard.dashboard());
    }

    public List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    String fileName() {
        return "sitemend-" + name + ".json";
    }
}
