package dev.sitemend.trigger.api;

import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.publishing.Carried;
import dev.sitemend.trigger.publishing.PublishCommands;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishing by hand. Nothing is built: what was live before is still there. */
@RestController
@RequestMapping("/api/v1/sites/{site}")
final class PublishingController {
    private final ReadAccess readable;
    private final PublishCommands commands;
    private final Clock clock;

    PublishingController(ReadAccess readable, PublishCommands commands, Clock clock) {
        this.readable = readable;
        this.commands = commands;
        this.clock = clock;
    }

    /** Makes an older build live, and locks. */
    @PostMapping("/rollback")
    ResponseEntity<Done> rollBack(@PathVariable("site") String site, @RequestBody RollBack body, Caller caller)
            throws InterruptedException {
        ChannelId channel = channel(site, body.branch(), caller);
        BuildNumber to = body.to() == null ? null : new BuildNumber(body.to());
        return answer(new PublishEvent.RollBack(
                channel, to, caller.name(), Reasons.required(body.reason()), seen(body.seen()), clock.instant()));
    }

    /** Holds publishing; builds go on. */
    @PostMapping("/lock")
    ResponseEntity<Done> lock(@PathVariable("site") String site, @RequestBody Lock body, Caller caller)
            throws InterruptedException {
        ChannelId channel = channel(site, body.branch(), caller);
        Instant now = clock.instant();
        Instant until = Expiry.parse(body.until(), now);
        if (until != null && !until.isAfter(now)) {
            throw Problem.INVALID.because("Cannot lock " + channel + " until " + until + ": that is in the past.");
        }
        return answer(new PublishEvent.Lock(
                channel, caller.name(), Reasons.required(body.reason()), until, seen(body.seen()), now));
    }

    /** Lets publishing go on. The newest success since is published at once. */
    @PostMapping("/unlock")
    ResponseEntity<Done> unlock(
            @PathVariable("site") String site, @RequestBody(required = false) @Nullable Unlock body, Caller caller)
            throws InterruptedException {
        Unlock wanted = body == null ? new Unlock(null, null, null) : body;
        ChannelId channel = channel(site, wanted.branch(), caller);
        String reason = Reasons.optional(wanted.reason());
        return answer(new PublishEvent.Unlock(
                channel, caller.name(), reason == null ? "" : reason, seen(wanted.seen()), clock.instant()));
    }

    /** Who has seen an empty log, 0, has nothing to be overtaken in. */
    private static @Nullable GenerationNumber seen(@Nullable Long newest) {
        return newest == null || newest == 0 ? null : new GenerationNumber(newest);
    }

    private ChannelId channel(String site, @Nullable String branch, Caller caller) {
        SiteSettings settings = readable.site(caller, site);
        caller.require(Role.OPERATOR, settings.site());
        return readable.channel(settings, branch == null ? settings.branch().value() : branch);
    }

    private ResponseEntity<Done> answer(PublishEvent command) throws InterruptedException {
        return switch (commands.carry(command)) {
            case Carried.Done(Generation generation) -> ResponseEntity.ok(Done.of(generation));
            case Carried.Refused(String reason) ->
                throw Problem.CONFLICT.because(reason + ". Nothing of yours was done.");
            case Carried.Waiting() ->
                ResponseEntity.accepted()
                        .location(
                                URI.create("/api/v1/sites/" + command.channel().site() + "/channels/"
                                        + command.channel().branch().slug() + "/generations"))
                        .build();
        };
    }

    /**
     * @param branch absent for the published one
     * @param to the build to go back to; absent for the one before what is live
     * @param seen the newest generation that the caller has seen: if a person published, locked or unlocked since,
     *     nothing is done; absent to insist
     */
    record RollBack(
            @Nullable String branch,
            @Nullable Long to,
            @Nullable String reason,
            @Nullable Long seen) {}

    /** @param until a time, or a lifetime such as {@code 12h}; absent until somebody unlocks */
    record Lock(
            @Nullable String branch,
            @Nullable String reason,
            @Nullable String until,
            @Nullable Long seen) {}

    record Unlock(
            @Nullable String branch,
            @Nullable String reason,
            @Nullable Long seen) {}

    /** The entry of the publication log. */
    record Done(
            long generation,
            @Nullable Long build,
            @Nullable String revision,
            Instant at,
            String by,
            @Nullable Instant until) {
        static Done of(Generation generation) {
            return switch (generation.entry()) {
                case Generation.RolledBack rolledBack ->
                    new Done(
                            generation.number().value(),
                            rolledBack.build().value(),
                            rolledBack.revision().value(),
                            generation.at(),
                            generation.by(),
                            null);
                case Generation.Locked locked -> plain(generation, locked.until());
                case Generation.Unlocked _, Generation.Promoted _, Generation.Retired _, Generation.Collected _ ->
                    plain(generation, null);
            };
        }

        private static Done plain(Generation generation, @Nullable Instant until) {
            return new Done(generation.number().value(), null, null, generation.at(), generation.by(), until);
        }
    }
}
