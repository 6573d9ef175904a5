package dev.sitemend.trigger.status.explain;

import static dev.sitemend.trigger.status.channel.Phrases.count;
import static dev.sitemend.trigger.status.channel.Phrases.duration;
import static dev.sitemend.trigger.status.channel.Phrases.mode;

import dev.sitemend.contracts.id.Revision;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.ChannelState;
import dev.sitemend.trigger.status.channel.State;
import dev.sitemend.trigger.status.explain.Explanation.Name;
import dev.sitemend.trigger.status.explain.Explanation.Station;
import dev.sitemend.trigger.status.explain.Explanation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules that find where a commit is stuck. Pure. */
public final class Explainer {
    private static final String NOT_YET = "not yet";

    private final Look look;
    private final ChannelFacts facts;
    private final ChannelState state;

    /**
     * Everything that was looked at, at one moment.
     *
     * @param repositoryHead what the repository itself says; absent where Sitemend has not got it at hand
     * @param address where visitors go
     */
    public record Look(
            ChannelFacts facts, @Nullable Revision repositoryHead, Served served, String address, Instant now) {}

    private Explainer(Look look) {
        this.look = look;
        this.facts = look.facts();
        this.state = ChannelState.of(look.facts(), look.now());
    }

    /** Why the channel is as it is. */
    public static Explanation explain(Look look) {
        Explainer explainer = new Explainer(look);
        List<Station> stations = explainer.stations();
        return new Explanation(
                explainer.headline(stations),
                explainer.state.state().word(),
                stations,
                explainer.next(stations),
                EvidenceList.of(look));
    }

    /** A station is done only if those before it are; what comes behind the first that is not has not begun. */
    private List<Station> stations() {
        List<Station> stations = new ArrayList<>();
        List<Station> all = List.of(head(), received(), queued(), built(), promoted(), served());
        boolean reached = true;
        for (Station station : all) {
            stations.add(reached ? station : later(station));
            reached = reached && station.status() == Status.DONE;
        }
        return stations;
    }

    private Station later(Station station) {
        ChannelFacts.Live live = facts.live();
        boolean shown = station.name() == Name.PROMOTED || station.name() == Name.SERVED;
        return new Station(
                station.name(),
                Status.WAITING,
                NOT_YET,
                live != null && shown ? live.build() + " of " + live.revision().abbreviated() + " stays live." : "",
                null);
    }

    private Station head() {
        if (look.repositoryHead() != null) {
            return new Station(Name.HEAD, Status.DONE, look.repositoryHead().abbreviated(), "The branch in Git.", null);
        }
        if (facts.head() != null) {
            return new Station(
                    Name.HEAD,
                    Status.DONE,
                    facts.head().revision().abbreviated(),
                    "Seen last by " + facts.head().source() + ".",
                    facts.head().at());
        }
        return facts.retired()
                ? new Station(Name.HEAD, Status.DONE, "gone", "The branch does not exist any more.", null)
                : new Station(
                        Name.HEAD,
                        Status.WAITING,
                        "no commit",
                        "Nobody has pushed " + facts.channel().branch() + " yet.",
                        null);
    }

    private Station received() {
        ChannelFacts.Head head = facts.head();
        if (head == null) {
            return facts.retired()
                    ? new Station(Name.RECEIVED, Status.DONE, "deletion received", "", null)
                    : new Station(
                            Name.RECEIVED, Status.BLOCKED, "nothing received", "Sitemend was told of no commit.", null);
        }
        if (look.repositoryHead() != null && !look.repositoryHead().equals(head.revision())) {
            return new Station(
                    Name.RECEIVED,
                    Status.BLOCKED,
                    "not received",
                    "The last that Sitemend was told of is " + head.revision().abbreviated() + ".",
                    head.at());
        }
        return new Station(Name.RECEIVED, Status.DONE, "by " + head.source(), "", head.at());
    }

    private Station queued() {
        if (facts.waiting().isEmpty()
                || (facts.isHeadLive() && facts.publishing().isEmpty())) {
            return new Station(Name.QUEUED, Status.DONE, "nothing waits", "", null);
        }

        ChannelFacts.Waiting oldest = facts.waiting().getFirst();
        String fact = count(facts.waiting().size(), "request waits", "requests wait");
        if (!facts.publishing().isEmpty()) {
            // The build under way may cover them; if not, the next one begins when it ends.
            return new Station(Name.QUEUED, Status.DONE, fact, "Behind the build under way.", oldest.at());
        }
        return new Station(
                Name.QUEUED,
                Status.BLOCKED,
                fact,
                "The oldest for " + duration(Duration.between(oldest.at(), look.now())) + ".",
                oldest.at());
    }

    private Station built() {
        if (!facts.publishing().isEmpty()) {
            ChannelFacts.Running build = facts.publishing().getLast();
            return new Station(
                    Name.BUILT,
                    Status.WAITING,
                    mode(build.mode()) + " " + build.build() + " is under way",
                    state.state() == State.HEALING ? state.why() : "",
                    build.startedAt());
        }
        if (facts.failure() != null) {
            ChannelFacts.Failure failure = facts.failure();
            return new Station(
                    Name.BUILT,
                    state.state() == State.HEALING ? Status.WAITING : Status.BLOCKED,
                    mode(failure.mode()) + " " + failure.build() + " failed",
                    failure.message(),
                    failure.at());
        }
        if (facts.retired() && facts.head() == null) {
            return new Station(Name.BUILT, Status.DONE, "nothing to build", "", null);
        }
        if (facts.built() == null) {
            return new Station(Name.BUILT, Status.BLOCKED, "never built", "", null);
        }

        ChannelFacts.Built built = facts.built();
        boolean newest = facts.head() == null || facts.head().revision().equals(built.revision());
        return new Station(
                Name.BUILT,
                newest ? Status.DONE : Status.BLOCKED,
                mode(built.mode()) + " " + built.build() + " of "
                        + built.revision().abbreviated(),
                newest ? "" : "The newest commit is not built.",
                built.at());
    }

    private Station promoted() {
        if (facts.retired() && facts.live() == null) {
            return new Station(Name.PROMOTED, Status.DONE, "retired", "", null);
        }
        if (facts.hold() != null
                && (facts.isNewestSuccessHeldBack() || facts.hold().rolledBackTo() != null)) {
            return new Station(
                    Name.PROMOTED,
                    Status.BLOCKED,
                    "held by " + facts.hold().by(),
                    state.why(),
                    facts.hold().at());
        }
        if (facts.live() == null || facts.isNewestSuccessHeldBack()) {
            return facts.refusal() == null
                    ? new Station(Name.PROMOTED, Status.WAITING, NOT_YET, "The publisher has not decided yet.", null)
                    : new Station(
                            Name.PROMOTED,
                            Status.BLOCKED,
                            "refused",
                            facts.refusal().reason(),
                            facts.refusal().at());
        }
        return new Station(
                Name.PROMOTED,
                Status.DONE,
                "generation " + facts.live().generation() + ": " + facts.live().build(),
                "",
                facts.live().promotedAt());
    }

    private Station served() {
        return switch (look.served()) {
            case Served.Shows shows
            when isAsPromoted(shows) ->
                new Station(Name.SERVED, Status.DONE, "#" + shows.build() + " at " + look.address(), "", null);
            case Served.Shows shows ->
                new Station(
                        Name.SERVED,
                        Status.BLOCKED,
                        "visitors get #" + shows.build(),
                        facts.live() == null
                                ? "The publication log says that nothing is live."
                                : "The publication log says " + facts.live().build() + ".",
                        null);
            case Served.Nothing _
            when facts.live() == null ->
                new Station(Name.SERVED, Status.DONE, "nothing", "As the publication log says.", null);
            case Served.Nothing _ ->
                new Station(Name.SERVED, Status.BLOCKED, "visitors get nothing", "The site answers 404.", null);
            case Served.Unknown unknown ->
                new Station(Name.SERVED, Status.BLOCKED, "not known", unknown.reason(), null);
        };
    }

    private boolean isAsPromoted(Served.Shows shows) {
        return facts.live() != null && shows.build() == facts.live().build().value();
    }

    private String headline(List<Station> stations) {
        Station last = stations.getLast();
        if (last.status() == Status.DONE && facts.live() != null) {
            return look.address() + " shows the newest commit, "
                    + facts.live().revision().abbreviated() + ", because "
                    + facts.live().build()
                    + " is built, promoted and served.";
        }
        if (last.status() == Status.DONE) {
            return state.why();
        }

        Station stop = stop(stations);
        String subject = commit() + " is not live";
        if (stop.name() == Name.SERVED) {
            return facts.live() == null
                    ? state.why()
                    : "Visitors may not see " + facts.live().build() + ", though it is promoted, because " + stop.fact()
                            + ".";
        }
        if (stop.name() == Name.RECEIVED && facts.head() != null) {
            return subject + " because Sitemend was not told of it.";
        }
        return facts.head() == null
                ? state.why()
                : subject
                        + (state.state() == State.LOCKED ? " because publishing is held: " : " because ")
                        + uncapitalised(state.why());
    }

    private String commit() {
        Revision head = look.repositoryHead() != null
                ? look.repositoryHead()
                : facts.head() == null ? null : facts.head().revision();
        return head == null ? "The newest commit" : "Commit " + head.abbreviated();
    }

    private static Station stop(List<Station> stations) {
        return stations.stream()
                .filter(station -> station.status() != Status.DONE)
                .findFirst()
                .orElseThrow();
    }

    private String next(List<Station> stations) {
        if (stations.stream().allMatch(station -> station.status() == Status.DONE)) {
            return "Nothing to do.";
        }

        Station stop = stop(stations);
        return switch (stop.name()) {
            case SERVED ->
                "See whether the publisher runs and can be reached; a page that was just promoted takes a moment.";
            case RECEIVED ->
                facts.head() == null
                        ? state.next()
                        : "Nothing to do: reconciliation finds it within one interval. To hurry: sitemend build "
                                + facts.channel();
            case HEAD, QUEUED, BUILT, PROMOTED -> state.next();
        };
    }

    private static String uncapitalised(String sentence) {
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        return word ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1) : sentence;
    }
}
