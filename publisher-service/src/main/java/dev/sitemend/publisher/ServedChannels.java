package dev.sitemend.publisher;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.publisher.probe.Probing;
import dev.sitemend.publisher.probe.ServedProbe;
import dev.sitemend.publisher.promotion.LiveChannels;
import dev.sitemend.publisher.serving.LiveSites;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.publication.ChannelLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves what was promoted, and then looks whether it is served. */
final class ServedChannels implements LiveChannels {
    private static final Logger log = LoggerFactory.getLogger(ServedChannels.class);

    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";
    private static final String UNSERVED = "unserved";

    private final LiveSites sites;
    private final ServedProbe probe;
    private final IntSupplier port;
    private final MeterRegistry meters;
    private final Executor background;
    private final Runnable retrySoon;

    /**
     * Takes what to do.
     *
     * @param port where the own server listens, 0 while it does not
     * @param retrySoon asks for all channels to be refreshed from the store before long
     */
    ServedChannels(
            LiveSites sites,
            ServedProbe probe,
            IntSupplier port,
            MeterRegistry meters,
            Executor background,
            Runnable retrySoon) {
        this.sites = sites;
        this.probe = probe;
        this.port = port;
        this.meters = meters;
        this.background = background;
        this.retrySoon = retrySoon;
        List.of(RIGHT, WRONG, UNSERVED).forEach(this::probes);
    }

    @Override
    public void changed(ChannelLog entries) {
        ChannelId channel = entries.channel();
        try {
            Timer.Sample begun = Timer.start(meters);
            sites.follow(entries);
            begun.stop(meters.timer("sitemend.serving.follow"));
        } catch (UnreadableObjectException e) {
            log.error(
                    "Cannot serve the newest generation of {}, the one before stays; the site must be built clean: {}",
                    channel,
                    e.getMessage());
            probes(UNSERVED).increment();
            retrySoon.run();
            return;
        } catch (RuntimeException e) {
            log.warn("Cannot serve the newest generation of {} yet, trying again: {}", channel, e.toString());
            probes(UNSERVED).increment();
            retrySoon.run();
            return;
        }

        try {
            background.execute(() -> probe(channel));
        } catch (RejectedExecutionException e) {
            // Closing down: nobody is served any more.
            log.debug("Not probing {}: closing down", channel);
        }
    }

    private void probe(ChannelId channel) {
        int listening = port.getAsInt();
        if (listening <= 0) {
            return;
        }

        switch (probe.probe(channel, listening)) {
            case Probing.Right() -> probes(RIGHT).increment();
            case Probing.Wrong(String what) -> {
                log.error("What is served is not what was published: {}", what);
                probes(WRONG).increment();
            }
        }
    }

    private Counter probes(String result) {
        return Counter.builder("sitemend.probes")
                .description("Promotions read back as a visitor would")
                .tag("result", result)
                .register(meters);
    }
}
