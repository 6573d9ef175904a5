package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.api.BuildView;
import dev.sitemend.trigger.api.ChannelViews;
import dev.sitemend.trigger.status.BuildRow;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.BuildState;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of a failed build what happened, what visitors see, what Sitemend does about it, and what a person does. */
final class BuildNotes {
    private static final String VISITORS = "For visitors";
    private static final String NOW = "Now";

    private final BuildRows builds;
    private final ChannelRows channels;

    BuildNotes(BuildRows builds, ChannelRows channels) {
        this.builds = builds;
        this.channels = channels;
    }

    /** The build that heals this one, or was to. */
    Optional<BuildRow> heal(BuildRow build) {
        return build.state() == BuildState.FAILED ? builds.healOf(build.channel(), build.number()) : Optional.empty();
    }

    /** The note of a build that went otherwise than it should; empty for the others. */
    Optional<BuildPage.Note> note(BuildRow build, BuildView view, ChannelViews.Look look) {
        if (build.state() == BuildState.FAILED && view.failure() != null) {
            return Optional.of(failed(build, view, look));
        }
        if (build.state() == BuildState.SUCCEEDED && view.healOf() != null) {
            return Optional.of(healed(build, view, look));
        }
        if (build.state() == BuildState.ABANDONED) {
            return Optional.of(new BuildPage.Note(
                    "hold",
                    "Abandoned: " + Objects.requireNonNullElse(build.message(), "another builder took over") + ".",
                    List.of(
                            visitors(look.facts()),
                            fact(NOW, "Another build answers the same request. Nothing to do.")),
                    null));
        }
        return Optional.empty();
    }

    private BuildPage.Note failed(BuildRow build, BuildView view, ChannelViews.Look look) {
        FailureClass failure = Objects.requireNonNull(view.failure()).failure();
        String message = Objects.requireNonNullElse(view.message(), Words.capitalised(Words.word(failure)));
        List<BuildPage.Fact> facts = new ArrayList<>();
        facts.add(visitors(look.facts()));
        facts.add(fact("Most likely", cause(build, failure)));
        facts.addAll(now(build, failure, look));
        return new BuildPage.Note("stop", Phrases.sentence(message), facts, null);
    }

    private List<BuildPage.Fact> now(BuildRow build, FailureClass failure, ChannelViews.Look look) {
        Optional<BuildRow> heal = heal(build);
        if (heal.isPresent()) {
            return afterHeal(heal.get());
        }

        Optional<BuildRow> later = builds.successAfter(build.channel(), build.number());
        if (later.isPresent()) {
            return List.of(
                    linked(NOW, "Build " + later.get().number() + " succeeded since. Nothing to do.", later.get()));
        }
        if (build.mode() == BuildMode.REFRESH && failure.isMendableByRebuild()) {
            return List.of(
                    fact(NOW, look.state().why() + " " + look.state().next()),
                    fact("If it fails too", "The content itself is broken: mend it and push."));
        }
        return List.of(fact(NOW, look.state().next()));
    }

    private static List<BuildPage.Fact> afterHeal(BuildRow heal) {
        return switch (heal.state()) {
            case RUNNING ->
                List.of(
                        linked(
                                NOW,
                                "Clean rebuild " + heal.number() + " of the same commit is running. Nothing to do.",
                                heal),
                        fact("If it fails too", "The content itself is broken: mend it and push."));
            case SUCCEEDED ->
                List.of(linked(
                        NOW, "Clean rebuild " + heal.number() + " of the same commit healed it. Nothing to do.", heal));
            case FAILED ->
                List.of(linked(
                        NOW,
                        "Clean rebuild " + heal.number() + " failed too, so the content is broken. Push a fix.",
                        heal));
            case ABANDONED, GONE -> List.of(linked(NOW, "Clean rebuild " + heal.number() + " was given up.", heal));
        };
    }

    private BuildPage.Note healed(BuildRow build, BuildView view, ChannelViews.Look look) {
        List<BuildPage.Fact> facts = new ArrayList<>();
        boolean promoted = channels.wasPromoted(build.channel(), build.number());
        facts.add(
                promoted
                        ? fact(VISITORS, "They got this build when it was done; until then the one before.")
                        : visitors(look.facts()));
        facts.add(new BuildPage.Fact(
                "Why",
                "Refresh #" + view.healOf() + " failed; the same commit built from nothing succeeded.",
                Words.build(view.site(), Objects.requireNonNull(view.healOf()))));
        facts.add(fact(NOW, "Nothing to do."));
        return new BuildPage.Note("heal", "This clean rebuild healed #" + view.healOf() + ".", facts, null);
    }

    private static BuildPage.Fact visitors(ChannelFacts facts) {
        return facts.live() == null
                ? fact(VISITORS, "Nothing is live yet.")
                : new BuildPage.Fact(
                        VISITORS,
                        "Nothing changed by this build. " + facts.live().build() + " is live.",
                        Words.build(
                                facts.channel().site().value(),
                                facts.live().build().value()));
    }

    /** A guess, and marked as one. */
    private static String cause(BuildRow build, FailureClass failure) {
        boolean refresh = build.mode() == BuildMode.REFRESH;
        return switch (failure) {
            case GENERATOR_FAILED ->
                refresh
                        ? "The refresh state is out of step with the pages, or a page is broken: a clean rebuild tells."
                        : "A page, a template or a setting is broken; the log says which.";
            case GATE_REFUSED -> "The output lost pages, or lacks what must be there.";
            case TIMED_OUT, SILENT -> "The generator hangs, or has much more to do than usual.";
            case KILLED -> "The build took more memory or processes than it may.";
            case LOG_LIMIT -> "The generator prints the same again and again.";
            case DISK_LIMIT -> "The output or the cache grew beyond what a build may write.";
            case CONFIGURATION -> "sitemend.yml or the site's settings name something that is not there.";
            case REPOSITORY -> "The address of the repository is wrong, or its access was taken away.";
            case INTERNAL -> "A fault of the builder itself: its own log says more.";
        };
    }

    private static BuildPage.Fact fact(String term, String text) {
        return new BuildPage.Fact(term, text, null);
    }

    private static BuildPage.Fact linked(String term, String text, @Nullable BuildRow build) {
        return new BuildPage.Fact(
                term,
                text,
                build == null
                        ? null
                        : Words.build(
                                build.channel().site().value(), build.number().value()));
    }
}
