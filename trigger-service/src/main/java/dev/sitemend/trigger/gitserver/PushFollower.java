package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.live.LiveEvents;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.Addresses;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tells a pusher, line by line, what becomes of the push. */
final class PushFollower {
    private final LiveEvents events;
    private final Addresses addresses;
    private final Clock clock;
    private final Duration wait;

    PushFollower(LiveEvents events, Addresses addresses, Clock clock, Duration wait) {
        this.events = events;
        this.addresses = addresses;
        this.clock = clock;
        this.wait = wait;
    }

    /** Begins to listen for what becomes of these wishes. */
    Follow follow(SiteSettings site, Map<ChannelId, Wish> wishes) {
        List<ChannelProgress> progress = new ArrayList<>();
        wishes.forEach((channel, wish) -> progress.add(new ChannelProgress(
                wish, addresses.page(site, channel.branch()), wishes.size() > 1 ? channel.branch() + ": " : "")));
        return new Follow(progress);
    }

    /** Somebody who reads lines, and may go away. */
    @FunctionalInterface
    interface Pusher {
        void tell(String line) throws IOException;
    }

    /** Listens until it is closed. */
    final class Follow implements AutoCloseable {
        private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
        private final LiveEvents.Watch watch;
        private final List<ChannelProgress> progress;

        private Follow(List<ChannelProgress> progress) {
            this.progress = progress;
            this.watch = events.watch(event -> {
                if (progress.stream().anyMatch(channel -> channel.concerns(event))) {
                    arrived.add(event);
                }
            });
        }

        /** Leaves out the channels that nothing was asked for in the end. */
        void only(Set<ChannelId> requested) {
            progress.removeIf(channel -> !requested.contains(channel.channel()));
        }

        /** Tells until all is told, the wait is over, or the pusher is gone. */
        void tell(Pusher pusher) {
            if (progress.isEmpty()) {
                return;
            }

            Instant end = clock.instant().plus(wait);
            try {
                for (ChannelProgress channel : progress) {
                    pusher.tell(channel.queued());
                }
                while (!progress.stream().allMatch(ChannelProgress::isOver)) {
                    long left = Duration.between(clock.instant(), end).toMillis();
                    Event event = left <= 0 ? null : arrived.poll(left, TimeUnit.MILLISECONDS);
                    if (event == null) {
                        pusher.tell("Still at work after " + wait.toSeconds() + " s; going away changes nothing.");
                        return;
                    }
                    for (ChannelProgress channel : progress) {
                        for (String line : channel.heard(event)) {
                            pusher.tell(line);
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException _) {
                // The pusher went away. The push is durable, and nobody else reads these lines.
            }
        }

        @Override
        public void close() {
            watch.close();
        }
    }
}
