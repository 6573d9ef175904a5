/** What operators watch: dashboards made from code, alert rules and their runbook, and a real Prometheus to ask. */
@NullMarked
package dev.sitemend.systemtests.monitoring;

import org.jspecify.annotations.NullMarked;
