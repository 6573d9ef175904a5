package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.cost.CacheBudget;
import dev.sitemend.builder.cost.TimeLimits;
import dev.sitemend.builder.gate.Gate;
import dev.sitemend.builder.generator.Generators;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.workspace.Workspaces;
import dev.sitemend.contracts.format.SiteSettings;
import java.util.function.Function;

/**
 * The rooms that the steps of a build are made in.
 *
 * @param limits the operator's
 * @param times how long a build may take, by the site's history
 * @param cacheBudget what may be kept for the next build
 * @param network whether the operator grants this site's wish for network
 */
public record Rooms(
        Repositories repositories,
        Remotes remotes,
        Workspaces workspaces,
        Generators generators,
        Gate gate,
        Logs logs,
        Limits limits,
        TimeLimits times,
        CacheBudget cacheBudget,
        Function<SiteSettings, Network> network) {}
