package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.RemoteRepositories.Branches;
import dev.sitemend.trigger.site.RemoteRepositories.Refused;
import dev.sitemend.trigger.site.RemoteRepositories.Unreachable;
import dev.sitemend.trigger.site.SiteRegistry.Reachability;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes settings of a draft: checks every value, and asks the repository whether it is there. */
final class SettingsComposer {
    private static final BranchName USUAL = new BranchName("main");
    private static final int MOST_BRANCHES_SHOWN = 10;

    private final SettingsRules rules;
    private final RemoteRepositories remotes;
    private final SecretBox secrets;
    private final Clock clock;
    private final Supplier<WriterToken> writers;

    SettingsComposer(
            SettingsRules rules,
            RemoteRepositories remotes,
            SecretBox secrets,
            Clock clock,
            Supplier<WriterToken> writers) {
        this.rules = rules;
        this.remotes = remotes;
        this.secrets = secrets;
        this.clock = clock;
        this.writers = writers;
    }

    /** Settings of a new site. */
    SiteSettings first(SiteId site, long seq, SiteDraft draft, Reachability reachability, String by) {
        SiteSettings settings = compose(site, seq, draft, Map.of(), by);
        return mustAnswer(settings, reachability) ? withBranch(settings, branch(settings, draft.branch())) : settings;
    }

    /** Settings in the place of {@code before}. The repository is asked only if it matters now and did not before. */
    SiteSettings next(SiteSettings before, SiteDraft draft, Reachability reachability, String by) {
        SiteSettings settings = compose(before.site(), before.seq() + 1, draft, before.secrets(), by);
        boolean same = Objects.equals(before.repository(), settings.repository())
                && before.branch().equals(settings.branch())
                && !draft.secrets().containsKey(SiteRegistry.REPOSITORY_PASSWORD);
        return mustAnswer(settings, reachability) && !same
                ? withBranch(settings, branch(settings, draft.branch()))
                : settings;
    }

    /** The same settings, of a site that is taken down. */
    SiteSettings removed(SiteSettings before, String by) {
        return new SiteSettings(
                before.site(),
                before.seq() + 1,
                before.repository(),
                before.branch(),
                before.domains(),
                before.previews(),
                before.generator(),
                before.network(),
                before.visibility(),
                before.secrets(),
                before.retention(),
                true,
                clock.instant(),
                by,
                writers.get());
    }

    private SiteSettings compose(SiteId site, long seq, SiteDraft draft, Map<String, String> kept, String by) {
        rules.check(site, draft);
        RepositoryAddress address = draft.repository() == null ? null : RepositoryAddress.parse(draft.repository());
        SiteDraft whole = address == null || address.password() == null
                ? draft
                : draft.withSecret(SiteRegistry.REPOSITORY_PASSWORD, address.password());
        return new SiteSettings(
                site,
                seq,
                address == null ? null : address.url(),
                draft.branch() == null ? USUAL : draft.branch(),
                draft.domains(),
                draft.previews(),
                draft.generator(),
                draft.network(),
                draft.visibility(),
                sealed(site, kept, whole.secrets()),
                draft.retention(),
                false,
                clock.instant(),
                by,
                writers.get());
    }

    private Map<String, String> sealed(SiteId site, Map<String, String> kept, Map<String, String> given) {
        Map<String, String> sealed = new TreeMap<>(kept);
        given.forEach((name, value) -> {
            if (value.isEmpty()) {
                sealed.remove(name);
            } else {
                sealed.put(name, secrets.seal(site, name, value));
            }
        });
        return sealed;
    }

    private static boolean mustAnswer(SiteSettings settings, Reachability reachability) {
        return !settings.isHosted() && reachability == Reachability.REQUIRED;
    }

    private static SiteSettings withBranch(SiteSettings site, BranchName branch) {
        return new SiteSettings(
                site.site(),
                site.seq(),
                site.repository(),
                branch,
                site.domains(),
                site.previews(),
                site.generator(),
                site.network(),
                site.visibility(),
                site.secrets(),
                site.retention(),
                site.removed(),
                site.changedAt(),
                site.changedBy(),
                site.writer());
    }

    private BranchName branch(SiteSettings site, @Nullable BranchName wanted) {
        String register = " To register it all the same, add ?force=true.";
        return switch (remotes.ask(site)) {
            case Refused refused ->
                throw Problem.UNPROCESSABLE.because("The host of " + site.repository()
                        + " answers, and refuses: " + refused.message()
                        + ". Check the address; a private repository needs a user in it and the secret repository-password."
                        + register);
            case Unreachable unreachable ->
                throw Problem.UNPROCESSABLE.because("Cannot reach " + site.repository() + ": " + unreachable.message()
                        + ". Check the address and the network." + register);
            case Branches branches -> {
                if (branches.heads().isEmpty()) {
                    throw Problem.UNPROCESSABLE.because(
                            site.repository() + " has no commits yet. Push to it first." + register);
                }
                BranchName branch = wanted != null ? wanted : branches.main().orElse(USUAL);
                if (!branches.heads().containsKey(branch)) {
                    throw Problem.UNPROCESSABLE.because(site.repository() + " has no branch '" + branch + "'; it has "
                            + branches.heads().keySet().stream()
                                    .sorted()
                                    .limit(MOST_BRANCHES_SHOWN)
                                    .map(BranchName::value)
                                    .collect(Collectors.joining(", "))
                            + ". Say which one is published." + register);
                }
                yield branch;
            }
        };
    }
}
