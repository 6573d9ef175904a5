package dev.sitemend.systemtests.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes dashboards as Grafana imports them, from version 10 on. */
final class GrafanaJson {
    /** Of Grafana 10: newer ones bring it up to date when they load it. */
    private static final int SCHEMA = 38;

    /** A screen has 24 columns. */
    private static final int COLUMNS = 24;

    private static final int HEIGHT = 8;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Map<String, Object> SOURCE = ordered("type", "prometheus", "uid", "${datasource}");

    private GrafanaJson() {}

    static String of(Dashboard dashboard) {
        return JSON.writeValueAsString(ordered(
                        "uid",
                        "sitemend-" + dashboard.name(),
                        "title",
                        dashboard.title(),
                        "description",
                        dashboard.description(),
                        "tags",
                        List.of("sitemend"),
                        "schemaVersion",
                        SCHEMA,
                        "editable",
                        true,
                        "graphTooltip",
                        1,
                        "refresh",
                        "30s",
                        "time",
                        ordered("from", "now-3h", "to", "now"),
                        "templating",
                        ordered("list", variables(dashboard)),
                        "panels",
                        panels(dashboard)))
                + "\n";
    }

    private static List<Map<String, Object>> variables(Dashboard dashboard) {
        List<Map<String, Object>> variables = new ArrayList<>();
        variables.add(
                ordered("name", "datasource", "label", "Prometheus", "type", "datasource", "query", "prometheus"));
        for (Dashboard.Variable variable : dashboard.variables()) {
            String query = "label_values(%s, %s)".formatted(variable.metric(), variable.label());
            variables.add(ordered(
                    "name",
                    variable.label(),
                    "type",
                    "query",
                    "datasource",
                    SOURCE,
                    "definition",
                    query,
                    "query",
                    ordered("query", query, "refId", "values"),
                    "refresh",
                    2,
                    "sort",
                    1,
                    "multi",
                    true,
                    "includeAll",
                    true,
                    "allValue",
                    ".*",
                    "current",
                    ordered("selected", true, "text", List.of("All"), "value", List.of("$__all"))));
        }
        return variables;
    }

    private static List<Map<String, Object>> panels(Dashboard dashboard) {
        List<Map<String, Object>> panels = new ArrayList<>();
        int y = 0;
        for (Dashboard.Row row : dashboard.rows()) {
            panels.add(ordered(
                    "id",
                    panels.size() + 1,
                    "type",
                    "row",
                    "title",
                    row.title(),
                    "collapsed",
                    false,
                    "panels",
                    List.of(),
                    "gridPos",
                    place(0, y, COLUMNS, 1)));
            y++;
            int width = COLUMNS / perLine(row.panels().size());
            int x = 0;
            for (Panel panel : row.panels()) {
                if (x + width > COLUMNS) {
                    x = 0;
                    y += HEIGHT;
                }
                panels.add(panel(panel, panels.size() + 1, place(x, y, width, HEIGHT)));
                x += width;
            }
            y += HEIGHT;
        }
        return panels;
    }

    /** Three fit side by side, four better as two and two. */
    private static int perLine(int panels) {
        return panels % 3 == 0 ? 3 : 2;
    }

    private static Map<String, Object> place(int x, int y, int width, int height) {
        return ordered("x", x, "y", y, "w", width, "h", height);
    }

    private static Map<String, Object> panel(Panel panel, int id, Map<String, Object> place) {
        List<Map<String, Object>> targets = new ArrayList<>();
        for (Panel.Query query : panel.queries()) {
            targets.add(ordered(
                    "refId",
                    Character.toString('A' + targets.size()),
                    "datasource",
                    SOURCE,
                    "expr",
                    query.promql(),
                    "legendFormat",
                    query.legend(),
                    "instant",
                    panel.kind() == Panel.Kind.NUMBER,
                    "range",
                    panel.kind() == Panel.Kind.GRAPH));
        }
        return ordered(
                "id",
                id,
                "type",
                panel.kind().type(),
                "title",
                panel.title(),
                "description",
                panel.description(),
                "datasource",
                SOURCE,
                "gridPos",
                place,
                "fieldConfig",
                ordered("defaults", ordered("unit", panel.unit().word(), "min", 0), "overrides", List.of()),
                "options",
                options(panel.kind()),
                "targets",
                targets);
    }

    private static Map<String, Object> options(Panel.Kind kind) {
        return switch (kind) {
            case GRAPH ->
                ordered(
                        "legend",
                        ordered("displayMode", "list", "placement", "bottom", "showLegend", true),
                        "tooltip",
                        ordered("mode", "multi", "sort", "desc"));
            case NUMBER ->
                ordered(
                        "reduceOptions",
                        ordered("calcs", List.of("lastNotNull"), "fields", "", "values", false),
                        "textMode",
                        "value_and_name");
        };
    }

    /** Names and values in turn, in this order. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
