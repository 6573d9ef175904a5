package dev.sitemend.systemtests.monitoring;

import static dev.sitemend.systemtests.monitoring.Panel.graph;
import static dev.sitemend.systemtests.monitoring.Panel.query;

import dev.sitemend.systemtests.monitoring.Panel.Unit;
import java.util.List;

/** The processes themselves. */
final class JvmDashboard {
    private static final String OF = "{instance=~\"$instance\"}";
    private static final String LEGEND = "{{job}} {{instance}}";

    private JvmDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "jvm",
                "Sitemend: JVM",
                "The processes themselves: memory, collection, threads, descriptors.",
                List.of(new Dashboard.Variable("instance", "jvm_memory_max_bytes")),
                List.of(memory(), process()));
    }

    private static Dashboard.Row memory() {
        return Dashboard.Row.of(
                "Memory",
                graph(
                        "Heap",
                        "Used, and what there may be.",
                        Unit.BYTES,
                        query(
                                "sum by (job, instance) (jvm_memory_used_bytes{area=\"heap\", instance=~\"$instance\"})",
                                LEGEND + " used"),
                        query(
                                "sum by (job, instance) (jvm_memory_max_bytes{area=\"heap\", instance=~\"$instance\"} > 0)",
                                LEGEND + " limit")),
                graph(
                        "Heap after collection",
                        "What stays: a line that only rises is a leak.",
                        Unit.BYTES,
                        query("sum by (job, instance) (jvm_gc_live_data_size_bytes" + OF + ")", LEGEND)),
                graph(
                        "Outside the heap",
                        "Classes, code, buffers.",
                        Unit.BYTES,
                        query(
                                "sum by (job, instance) (jvm_memory_used_bytes{area=\"nonheap\", instance=~\"$instance\"})",
                                LEGEND + " non-heap"),
                        query("sum by (job, instance) (jvm_buffer_memory_used_bytes" + OF + ")", LEGEND + " buffers")),
                graph(
                        "Time in collection",
                        "Share of the time in which the process stood still.",
                        Unit.SHARE,
                        query(
                                "sum by (job, instance) (rate(jvm_gc_pause_seconds_sum" + OF + "[$__rate_interval]))",
                                LEGEND)));
    }

    private static Dashboard.Row process() {
        return Dashboard.Row.of(
                "Process",
                graph(
                        "CPU",
                        "Cores in use by the process; generators are processes of their own and not counted.",
                        Unit.COUNT,
                        query(
                                "sum by (job, instance) (process_cpu_usage" + OF + " * system_cpu_count" + OF + ")",
                                LEGEND)),
                graph(
                        "Threads",
                        "Platform threads: some tens, whatever the load.",
                        Unit.COUNT,
                        query("sum by (job, instance) (jvm_threads_live_threads" + OF + ")", LEGEND)),
                graph(
                        "Open files",
                        "Of as many as the process may open. Grows without end: a leak.",
                        Unit.SHARE,
                        query(
                                "max by (job, instance) (process_files_open_files" + OF + " / process_files_max_files"
                                        + OF + ")",
                                LEGEND)),
                graph(
                        "Up for",
                        "Falls to 0 at each restart.",
                        Unit.SECONDS,
                        query("max by (job, instance) (process_uptime_seconds" + OF + ")", LEGEND)));
    }
}
