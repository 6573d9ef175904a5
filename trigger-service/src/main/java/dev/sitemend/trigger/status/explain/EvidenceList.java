package dev.sitemend.trigger.status.explain;

import static dev.sitemend.trigger.status.channel.Phrases.count;
import static dev.sitemend.trigger.status.channel.Phrases.mode;
import static dev.sitemend.trigger.status.channel.Phrases.moment;

import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.explain.Explanation.Evidence;
import java.util.ArrayList;
import java.util.List;

/** How we know: what was asked, what the answer was, and whose answer it is. */
final class EvidenceList {
    private static final String READ_MODEL = "topics sitemend.build-requests and sitemend.builds";
    private static final String PUBLICATION_LOG = "publication log";

    private EvidenceList() {}

    static List<Evidence> of(Explainer.Look look) {
        ChannelFacts facts = look.facts();
        List<Evidence> evidence = new ArrayList<>();
        if (look.repositoryHead() != null) {
            evidence.add(new Evidence(
                    "What is the newest commit?", look.repositoryHead().abbreviated(), "the repository itself"));
        }
        evidence.add(new Evidence(
                "What was Sitemend told last?",
                facts.head() == null
                        ? "nothing"
                        : facts.head().revision().abbreviated() + " on "
                                + moment(facts.head().at()),
                facts.head() == null ? READ_MODEL : facts.head().source()));
        evidence.add(new Evidence(
                "What waits?",
                facts.waiting().isEmpty()
                        ? "nothing"
                        : count(facts.waiting().size(), "request", "requests") + ", the oldest since "
                                + moment(facts.waiting().getFirst().at()),
                READ_MODEL));
        evidence.add(new Evidence(
                "What runs?",
                facts.running().isEmpty()
                        ? "nothing"
                        : String.join(
                                ", ",
                                facts.running().stream()
                                        .map(build -> mode(build.mode()) + " " + build.build())
                                        .toList()),
                READ_MODEL));
        evidence.add(new Evidence(
                "What was built last?",
                facts.built() == null
                        ? "nothing"
                        : facts.built().build() + " of "
                                + facts.built().revision().abbreviated() + " on "
                                + moment(facts.built().at()),
                "success mark"));
        if (facts.failure() != null) {
            evidence.add(new Evidence(
                    "What failed since?",
                    facts.failure().build() + ": " + facts.failure().message(),
                    "report of " + facts.failure().build()));
        }
        evidence.add(new Evidence(
                "What is live?",
                facts.live() == null
                        ? "nothing"
                        : "generation " + facts.live().generation() + ": "
                                + facts.live().build() + " of "
                                + facts.live().revision().abbreviated() + " since "
                                + moment(facts.live().promotedAt()),
                PUBLICATION_LOG));
        evidence.add(new Evidence(
                "Is publishing held?",
                facts.hold() == null
                        ? "no"
                        : "by " + facts.hold().by() + ": " + facts.hold().reason(),
                PUBLICATION_LOG));
        evidence.add(new Evidence("What do visitors get?", shown(look.served()), look.address()));
        return evidence;
    }

    private static String shown(Served served) {
        return switch (served) {
            case Served.Shows shows -> "#" + shows.build() + ", generation " + shows.generation();
            case Served.Nothing _ -> "nothing: the site answers 404";
            case Served.Unknown unknown -> "not known: " + unknown.reason();
        };
    }
}
