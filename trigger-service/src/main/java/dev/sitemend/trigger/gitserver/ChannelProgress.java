package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PromotionEvent.ChannelRetired;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.event.PromotionEvent.PromotionRefused;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.request.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pushed branch, told from the channel's events. These come from two topics, so that a promotion may
 * be heard before the build that it promotes is known to be the answer to this push.
 */
final class ChannelProgress {
    private final Wish wish;
    private final String address;
    private final String prefix;

    /** The push's own request, and the heals of its failed builds. */
    private final Set<RequestId> requests = new HashSet<>();

    /** Builds that answer one of these requests. */
    private final TreeSet<BuildNumber> ours = new TreeSet<>();

    /** Builds of the channel whose beginning was told. */
    private final Set<BuildNumber> known = new HashSet<>();

    private final Map<BuildNumber, BuildFailed> failures = new HashMap<>();
    private final TreeMap<BuildNumber, Promoted> promotions = new TreeMap<>();
    private final Map<BuildNumber, String> steps = new HashMap<>();
    private boolean over;

    ChannelProgress(Wish wish, String address, String prefix) {
        this.wish = wish;
        this.address = address;
        this.prefix = prefix;
        requests.add(Objects.requireNonNull(wish.id(), "a followed wish has an id"));
    }

    ChannelId channel() {
        return wish.channel();
    }

    boolean concerns(Event event) {
        return switch (event) {
            case BuildEvent build -> build.channel().equals(channel());
            case PromotionEvent promotion -> promotion.channel().equals(channel());
            default -> false;
        };
    }

    /** Whether there is nothing more to tell. */
    boolean isOver() {
        return over;
    }

    /** What to say once the request is durable. */
    String queued() {
        String what = wish.revision() == null
                ? "the branch is gone; its page is to be taken down"
                : (wish.mode() == BuildMode.REBUILD ? "clean rebuild" : "build") + " of "
                        + wish.revision().abbreviated() + " is queued";
        return prefix + what + ". Going away changes nothing.";
    }

    /** What to say about this event, oldest line first. */
    List<String> heard(Event event) {
        if (over || !concerns(event)) {
            return List.of();
        }

        List<String> lines = new ArrayList<>();
        switch (event) {
            case BuildStarted started -> started(started, lines);
            case BuildHeartbeat beat -> step(beat, lines);
            case BuildSucceeded succeeded -> succeeded(succeeded, lines);
            case BuildFailed failed -> {
                failures.put(failed.build(), failed);
                failed(failed, lines);
            }
            case BuildSkipped skipped -> covered(skipped, lines);
            case BuildAbandoned abandoned -> abandoned(abandoned, lines);
            case BranchVanished vanished -> vanished(vanished, lines);
            case Promoted promoted -> promotions.put(promoted.build(), promoted);
            case PromotionRefused refused -> refused(refused, lines);
            case ChannelQuarantined quarantined -> quarantined(quarantined, lines);
            case ChannelRetired _ -> retired(lines);
            default -> {}
        }
        live(lines);
        return lines.stream().map(line -> prefix + line).toList();
    }

    private void started(BuildStarted started, List<String> lines) {
        known.add(started.build());
        if (requests.contains(started.request())) {
            ours.add(started.build());
            lines.add("build " + started.build() + " started: " + mode(started)
                    + (started.healOf() == null ? "" : ", to mend " + started.healOf()));
        } else if (ours.isEmpty()) {
            lines.add("build " + started.build() + " of this branch, asked for by " + started.requester()
                    + ", started before yours: " + mode(started));
        }
    }

    private void step(BuildHeartbeat beat, List<String> lines) {
        boolean news = !beat.step().equals(steps.put(beat.build(), beat.step()));
        if (news && known.contains(beat.build())) {
            lines.add("build " + beat.build() + ": " + beat.step());
        }
    }

    private void succeeded(BuildSucceeded succeeded, List<String> lines) {
        if (requests.contains(succeeded.request())) {
            ours.add(succeeded.build());
        }
        if (!ours.contains(succeeded.build())) {
            return;
        }

        Duration took = Duration.between(succeeded.startedAt(), succeeded.at());
        lines.add("build " + succeeded.build() + " succeeded in " + seconds(took) + ": " + succeeded.files()
                + (succeeded.files() == 1 ? " file (" : " files (") + succeeded.added() + " new, "
                + succeeded.modified() + " changed, " + succeeded.removed()
                + " gone)");
        succeeded.notes().forEach(note -> lines.add("note: " + note));
    }

    private void failed(BuildFailed failed, List<String> lines) {
        if (requests.contains(failed.request())) {
            ours.add(failed.build());
        }
        if (!ours.contains(failed.build())) {
            return;
        }

        lines.add("build " + failed.build() + " failed at " + failed.step() + ": " + failed.message());
        if (failed.mode() == BuildMode.REFRESH && failed.failure().isMendableByRebuild()) {
            requests.add(new RequestId(
                    "heal-" + channel().site() + "-" + failed.build().value()));
            lines.add("healing: a clean rebuild follows by itself; what is live stays until then");
        } else {
            lines.add("quarantined: what is live stays. Push a fix");
            over = true;
        }
    }

    private void covered(BuildSkipped skipped, List<String> lines) {
        if (!requests.contains(skipped.request())) {
            return;
        }

        if (ours.add(skipped.coveredBy())) {
            lines.add("build " + skipped.coveredBy() + " contains this push");
        }
        BuildFailed failure = failures.get(skipped.coveredBy());
        if (failure != null) {
            failed(failure, lines);
        }
    }

    private void abandoned(BuildAbandoned abandoned, List<String> lines) {
        if (ours.remove(abandoned.build())) {
            lines.add("build " + abandoned.build() + " was given up: " + abandoned.reason() + "; another follows");
        }
    }

    private void vanished(BranchVanished vanished, List<String> lines) {
        if (requests.contains(vanished.request())) {
            ours.add(vanished.build());
            lines.add("build " + vanished.build() + " found the branch gone");
        }
    }

    private void refused(PromotionRefused refused, List<String> lines) {
        if (ours.contains(refused.build())) {
            lines.add("build " + refused.build() + " is ready, but not live: " + refused.reason());
            over = true;
        }
    }

    private void quarantined(ChannelQuarantined quarantined, List<String> lines) {
        if (ours.contains(quarantined.build())) {
            lines.add("quarantined: " + quarantined.reason() + ". What is live stays. Push a fix");
            over = true;
        }
    }

    private void retired(List<String> lines) {
        if (wish.revision() == null) {
            lines.add("taken down: " + address);
            over = true;
        }
    }

    private void live(List<String> lines) {
        if (over || ours.isEmpty()) {
            return;
        }

        // Numbers order what was fetched: a higher one contains this push, too.
        Map.@Nullable Entry<BuildNumber, Promoted> live = promotions.ceilingEntry(ours.first());
        if (live != null) {
            lines.add("live: " + address + " (generation " + live.getValue().generation() + ", build " + live.getKey()
                    + ")");
            over = true;
        }
    }

    private static String mode(BuildStarted started) {
        return switch (started.mode()) {
            case REFRESH -> started.base() == null ? "clean rebuild, as there is no cache" : "refresh";
            case REBUILD -> "clean rebuild";
        };
    }

    private static String seconds(Duration took) {
        return "%.1f s".formatted(took.toMillis() / 1000.0);
    }
}
