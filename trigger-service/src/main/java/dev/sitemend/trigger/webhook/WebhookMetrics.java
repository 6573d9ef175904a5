package dev.sitemend.trigger.webhook;

import dev.sitemend.trigger.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** {@code sitemend_webhooks_total{provider,result}}; what usually happens is there from the start with 0. */
final class WebhookMetrics {
    private static final String ACCEPTED = "accepted";
    private static final String IGNORED = "ignored";
    private static final List<Problem> USUAL = List.of(Problem.UNAUTHENTICATED, Problem.UNAVAILABLE);

    private final MeterRegistry meters;

    WebhookMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Forge forge : Forge.values()) {
            webhooks(forge, ACCEPTED);
            webhooks(forge, IGNORED);
            USUAL.forEach(problem -> webhooks(forge, word(problem)));
        }
    }

    void accepted(Forge forge) {
        webhooks(forge, ACCEPTED).increment();
    }

    void ignored(Forge forge) {
        webhooks(forge, IGNORED).increment();
    }

    void refused(Forge forge, Problem problem) {
        webhooks(forge, word(problem)).increment();
    }

    private static String word(Problem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    private Counter webhooks(Forge forge, String result) {
        return Counter.builder("sitemend.webhooks")
                .description("Webhooks that came in, by forge and by what they were answered")
                .tag("provider", forge.word())
                .tag("result", result)
                .register(meters);
    }
}
