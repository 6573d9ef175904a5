package dev.sitemend.trigger.replay;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.messaging.Received;
import dev.sitemend.messaging.TopicHistory;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.BuiltBranches;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.status.RequestFate;
import dev.sitemend.trigger.status.RequestFates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks again for builds of the past. Of each channel the newest request counts: the others are covered by it, as they
 * were then. A request's id follows from the replay's, so that doing the same replay again, after a crash too, asks for
 * nothing new. Builders take replays behind live pushes.
 */
public final class Replays {
    private static final String PREFIX = "replay-";

    private final TopicHistory history;
    private final SiteDirectory sites;
    private final RequestFates fates;
    private final BuildRequests requests;

    public Replays(TopicHistory history, SiteDirectory sites, RequestFates fates, BuildRequests requests) {
        this.history = history;
        this.sites = sites;
        this.fates = fates;
        this.requests = requests;
    }

    /** What a replay of this selection would do. Changes nothing. */
    public Replay plan(String id, Selection selection) {
        Map<ChannelId, Newest> newest = new TreeMap<>();
        history.read(Topic.BUILD_REQUESTS, positions(selection), past -> {
            if (past.received() instanceof Received.Known known
                    && known.event() instanceof BuildRequested request
                    && selection.includes(request.channel(), past.at())) {
                newest.merge(request.channel(), new Newest(request, past.at(), 1), Newest::followedBy);
            }
        });

        List<Replay.Channel> channels = new ArrayList<>();
        newest.forEach((channel, found) -> channels.add(new Replay.Channel(
                channel,
                found.count(),
                found.at(),
                found.request().revision(),
                decision(id, found.request(), selection))));
        return new Replay(id, channels);
    }

    /** Does what was planned. Returns once every request is durable; may be done again. */
    public void run(Replay replay, BuildMode mode, String requester, String reason) {
        for (Replay.Channel channel : replay.channels()) {
            if (channel.decision() instanceof Replay.Decision.Ask(RequestId request)) {
                requests.request(Wish.replayed(request, channel.channel(), mode, requester, reason));
            }
        }
    }

    /** How far the requests of a replay are, by channel; empty if none of that name is known. */
    public List<Fate> fates(String id) {
        return fates.requestsNamed(PREFIX + id + "-").stream()
                .map(row -> new Fate(row.channel(), row.id(), fates.fate(row)))
                .toList();
    }

    /** What became of one request of a replay. */
    public record Fate(ChannelId channel, RequestId request, RequestFate fate) {}

    private record Newest(BuildRequested request, Instant at, long count) {
        Newest followedBy(Newest later) {
            return new Newest(later.request, later.at, count + later.count);
        }
    }

    private Map<Integer, Long> positions(Selection selection) {
        List<TopicHistory.Span> spans = history.spans(Topic.BUILD_REQUESTS);
        if (selection.from() != null) {
            return Map.of(selection.from().partition(), checked(selection.from(), spans));
        }
        if (selection.since() != null) {
            requireHeld(selection.since(), spans);
            return history.positions(Topic.BUILD_REQUESTS, selection.since());
        }

        Map<Integer, Long> beginnings = new TreeMap<>();
        spans.forEach(span -> beginnings.put(span.partition(), span.beginning()));
        return beginnings;
    }

    private static long checked(Selection.Position from, List<TopicHistory.Span> spans) {
        TopicHistory.Span span = spans.stream()
                .filter(candidate -> candidate.partition() == from.partition())
                .findFirst()
                .orElseThrow(() -> Problem.UNPROCESSABLE.because("Cannot replay from partition " + from.partition()
                        + ": " + Topic.BUILD_REQUESTS.topicName() + " has the partitions 0 to " + (spans.size() - 1)
                        + "."));
        if (from.offset() < span.beginning() || from.offset() > span.end()) {
            throw Problem.UNPROCESSABLE.because("Cannot replay from offset " + from.offset() + " of partition "
                    + from.partition() + ": it holds the offsets " + span.beginning() + " to " + span.end() + ".");
        }
        return from.offset();
    }

    /** Half of an answer would look like a whole one: what retention has deleted can not be asked for again. */
    private static void requireHeld(Instant since, List<TopicHistory.Span> spans) {
        Optional<Instant> held = spans.stream()
                .filter(TopicHistory.Span::isCut)
                .flatMap(span -> span.oldest().stream())
                .max(Instant::compareTo);
        if (held.isPresent() && since.isBefore(held.get())) {
            throw Problem.UNPROCESSABLE.because("Cannot replay since " + since
                    + ": requests before " + held.get() + " are gone, the topic keeps them no longer. Ask for what is"
                    + " since then, or leave the time away for all that is there.");
        }
    }

    private Replay.Decision decision(String id, BuildRequested request, Selection selection) {
        ChannelId channel = request.channel();
        Optional<SiteSettings> site = sites.find(channel.site());
        if (site.isEmpty()) {
            return new Replay.Decision.Leave("the site is not there any more");
        }
        if (!BuiltBranches.includes(site.get(), channel.branch())) {
            return new Replay.Decision.Leave("the branch is not built any more");
        }

        RequestId again = requestOf(id, channel);
        if (fates.request(again).isPresent()) {
            return new Replay.Decision.Leave("this replay has asked for it before");
        }

        Optional<RequestFate.State> state =
                fates.request(request.id()).map(row -> fates.fate(row).state());
        if (state.filter(now -> !now.isFinal()).isPresent()) {
            return new Replay.Decision.Leave("it is " + state.get().word() + " already");
        }
        if (!selection.outcomes().isEmpty()
                && state.filter(now -> selection.outcomes().contains(now.word()))
                        .isEmpty()) {
            return new Replay.Decision.Leave(
                    state.map(now -> "its newest request is " + now.word()).orElse("nothing is known of its outcome"));
        }
        return new Replay.Decision.Ask(again);
    }

    private static RequestId requestOf(String id, ChannelId channel) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(channel.toString().getBytes(StandardCharsets.UTF_8));
            return new RequestId(PREFIX + id + "-" + HexFormat.of().formatHex(digest, 0, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
