package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.Closing;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.retention.ChannelRetention;
import dev.sitemend.store.retention.RetentionPolicy;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects one site's garbage. The order is the protocol's (rule 16): look at everything; say in each publication log
 * which builds are collected; read again what was claimed meanwhile; and only then delete what nobody needs.
 *
 * <p>Methods throw {@code StoreUnavailableException} when the store does not answer, and
 * {@link dev.sitemend.store.UnreadableObjectException} when something can not be read that may name what must stay:
 * then nothing of the site goes. A run that is broken off anywhere leaves work for the next, and nothing else.
 */
public final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private final ObjectStore store;
    private final Builds builds;
    private final Surveyor surveyor;
    private final CollectedEntries entries;
    private final Terms terms;
    private final Clock clock;
    private final Supplier<WriterToken> tokens;
    private final BuilderId self;
    private final CollectionListener listener;
    private final CollectionRules rules;

    /** What is in the store. */
    public record Shelves(ObjectStore store, Sites sites, Builds builds, PublicationLog publication) {}

    /**
     * Who collects.
     *
     * @param name stands in what is written
     */
    public record Self(BuilderId name, Clock clock, Supplier<WriterToken> tokens) {}

    public Collector(Shelves shelves, Self self, Terms terms, CollectionListener listener, CollectionRules rules) {
        this.store = shelves.store();
        this.builds = shelves.builds();
        this.surveyor = new Surveyor(shelves, terms);
        this.entries = new CollectedEntries(shelves.publication(), self, listener);
        this.terms = terms;
        this.clock = self.clock();
        this.tokens = self.tokens();
        this.self = self.name();
        this.listener = listener;
        this.rules = rules;
    }

    /** What would go, and why the rest would not. Writes nothing. */
    public SiteCollection look(SiteId site, Instant now) {
        Optional<SiteSurvey> survey = surveyor.survey(site, now);
        if (survey.isEmpty()) {
            return SiteCollection.none(site);
        }

        Plan plan = plan(survey.get(), now);
        return new SiteCollection(
                site, plan.channels, numbers(plan.dead), sweep(plan, plan.going(), Later.NOTHING, now), 0);
    }

    /**
     * Collects, up to so many objects as the terms allow.
     *
     * @param now by the store's clock; an older one only makes everything younger
     */
    public SiteCollection collect(SiteId site, Instant now) {
        Optional<SiteSurvey> survey = surveyor.survey(site, now);
        if (survey.isEmpty()) {
            return SiteCollection.none(site);
        }

        Plan plan = plan(survey.get(), now);
        plan.dead.forEach(this::close);
        Set<BuildNumber> collected = rules.hold(CollectionRule.SAY_IT_FIRST) ? say(plan, now) : plan.going();
        Later later = rules.hold(CollectionRule.READ_CLAIMS_AGAIN) ? surveyor.later(plan.survey) : Later.NOTHING;
        Sweep sweep = sweep(plan, collected, later, now);
        return new SiteCollection(site, plan.channels, numbers(plan.dead), sweep, delete(site, sweep));
    }

    /** What is decided before anything is written. */
    private record Plan(
            SiteSurvey survey,
            RetentionPolicy policy,
            SortedMap<ChannelId, ChannelRetention> channels,
            List<Claim> dead) {
        Set<BuildNumber> going() {
            Set<BuildNumber> going = new HashSet<>();
            channels.values().forEach(channel -> going.addAll(channel.goes()));
            return going;
        }
    }

    private Plan plan(SiteSurvey survey, Instant now) {
        RetentionPolicy policy = terms.defaults().with(survey.settings().retention());
        SortedMap<ChannelId, ChannelRetention> channels = new TreeMap<>();
        for (ChannelId channel : survey.channels().keySet()) {
            channels.put(channel, ChannelRetention.of(survey.past(channel), window(survey, policy, channel), now));
        }
        List<Claim> dead = new ArrayList<>();
        survey.open().forEach(build -> {
            StoredObject claim = build.claim();
            if (claim != null
                    && claim.modifiedAt().isBefore(now.minus(terms.deadAfter()))
                    && build.told() instanceof Told.Open(Claim open)) {
                dead.add(open);
            }
        });
        return new Plan(survey, policy, channels, dead);
    }

    private static RetentionPolicy.Window window(SiteSurvey survey, RetentionPolicy policy, ChannelId channel) {
        return channel.equals(survey.settings().production()) ? policy.site() : policy.previews();
    }

    /** Appends to the log of every channel where something goes; what a log says meanwhile is taken into account. */
    private Set<BuildNumber> say(Plan plan, Instant now) {
        Set<BuildNumber> collected = new HashSet<>();
        for (ChannelId channel : plan.channels.keySet()) {
            RetentionPolicy.Window window = window(plan.survey, plan.policy, channel);
            collected.addAll(entries.say(
                    channel,
                    log -> ChannelRetention.of(plan.survey.past(channel).with(log), window, now)
                            .goes()));
        }
        return collected;
    }

    private Sweep sweep(Plan plan, Set<BuildNumber> collected, Later later, Instant now) {
        return Judge.judge(plan.survey, collected, later, plan.policy, terms, now, rules);
    }

    /**
     * A builder that lives all the same loses the race for its report and builds again, as it does when another builder
     * takes it for dead.
     */
    private void close(Claim claim) {
        Report report = new Report(
                claim.number(),
                claim.channel(),
                claim.request(),
                claim.mode(),
                claim.cause(),
                claim.requester(),
                null,
                claim.healOf(),
                claim.partition(),
                claim.offset(),
                claim.endOffset(),
                new Outcome.Abandoned(
                        self,
                        "It has been open for longer than " + terms.deadAfter().toHours() + " h"),
                List.of(),
                List.of(),
                null,
                claim.builder(),
                claim.startedAt(),
                clock.instant(),
                tokens.get(),
                claim.traceparent());
        if (builds.close(report) instanceof Closing.Closed(Report ours)) {
            LOG.info("Closed build {} of {}, which was open for too long", claim.number(), claim.channel());
            listener.abandoned(claim, ours);
        }
    }

    private int delete(SiteId site, Sweep sweep) {
        int deleted = 0;
        for (Garbage garbage : sweep.goes()) {
            if (deleted == terms.mostDeletions()) {
                LOG.info("{} objects of {} wait for the next run", sweep.goes().size() - deleted, site);
                return deleted;
            }
            store.delete(garbage.object().key());
            listener.deleted(garbage);
            deleted++;
        }
        return deleted;
    }

    private static List<BuildNumber> numbers(List<Claim> claims) {
        return claims.stream().map(Claim::number).toList();
    }
}
