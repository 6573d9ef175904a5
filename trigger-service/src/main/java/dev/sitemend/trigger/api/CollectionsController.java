package dev.sitemend.trigger.api;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.SiteCollection;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looks for garbage, or collects it: here, since any number of collectors are harmless to each other. */
@RestController
@RequestMapping("/api/v1/collections")
final class CollectionsController {
    private final Collector collector;
    private final StoreClock storeClock;
    private final Sites sites;

    CollectionsController(Collector collector, StoreClock storeClock, Sites sites) {
        this.collector = collector;
        this.storeClock = storeClock;
        this.sites = sites;
    }

    @PostMapping
    CollectionAnswer collect(@RequestBody Wanted wanted, Caller caller) {
        List<SiteId> which;
        if (wanted.site() == null) {
            caller.requireEverywhere(Role.ADMIN);
            which = sites.all();
        } else {
            SiteId site = new SiteId(wanted.site());
            caller.require(Role.OPERATOR, site);
            if (sites.current(site).isEmpty()) {
                throw Problem.NOT_FOUND.because("There is no site '" + site + "'.");
            }
            which = List.of(site);
        }

        boolean dryRun = !Boolean.FALSE.equals(wanted.dryRun());
        Instant now = storeClock.now();
        List<SiteAnswer> answers = new ArrayList<>();
        for (SiteId site : which) {
            try {
                answers.add(answer(dryRun ? collector.look(site, now) : collector.collect(site, now)));
            } catch (UnreadableObjectException e) {
                answers.add(SiteAnswer.problem(site, String.valueOf(e.getMessage())));
            }
        }
        return new CollectionAnswer(dryRun, answers);
    }

    private static SiteAnswer answer(SiteCollection found) {
        Map<String, Tally> goes = new TreeMap<>();
        found.sweep()
                .goes()
                .forEach(garbage -> goes.merge(
                        garbage.kind().word(),
                        new Tally(
                                garbage.kind().word(), null, 1, garbage.object().size()),
                        Tally::plus));
        Map<String, Tally> stays = new TreeMap<>();
        found.sweep()
                .stays()
                .forEach(spared -> stays.merge(
                        spared.kind().word() + " " + spared.why(),
                        new Tally(
                                spared.kind().word(),
                                spared.why().sentence(),
                                1,
                                spared.object().size()),
                        Tally::plus));
        List<ChannelAnswer> channels = new ArrayList<>();
        found.channels().forEach((channel, retention) -> {
            List<Kept> kept = new ArrayList<>();
            retention.stays().forEach((build, why) -> kept.add(new Kept(build.value(), why.sentence())));
            channels.add(new ChannelAnswer(
                    channel.branch().value(),
                    kept,
                    retention.goes().stream().map(BuildNumber::value).toList()));
        });
        return new SiteAnswer(
                found.site().value(),
                found.sweep().goes().size(),
                found.bytes(),
                found.deleted(),
                List.copyOf(goes.values()),
                List.copyOf(stays.values()),
                channels,
                null);
    }

    /**
     * What is asked for.
     *
     * @param site absent for all
     * @param dryRun true, unless told otherwise
     */
    record Wanted(@Nullable String site, @Nullable Boolean dryRun) {}

    record CollectionAnswer(boolean dryRun, List<SiteAnswer> sites) {}

    /**
     * One site.
     *
     * @param objects that go
     * @param deleted of them; the rest waits for the next run
     * @param problem why nothing goes; absent if all could be read
     */
    record SiteAnswer(
            String site,
            int objects,
            long bytes,
            int deleted,
            List<Tally> goes,
            List<Tally> stays,
            List<ChannelAnswer> channels,
            @Nullable String problem) {
        static SiteAnswer problem(SiteId site, String problem) {
            return new SiteAnswer(site.value(), 0, 0, 0, List.of(), List.of(), List.of(), problem);
        }
    }

    /** @param why they stay; absent where they go */
    record Tally(String kind, @Nullable String why, long objects, long bytes) {
        Tally plus(Tally more) {
            return new Tally(kind, why, objects + more.objects, bytes + more.bytes);
        }
    }

    /** The builds of a branch whose pages stay, and those whose pages go. */
    record ChannelAnswer(String branch, List<Kept> stays, List<Long> goes) {}

    record Kept(long build, String why) {}
}
