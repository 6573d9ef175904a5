package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which branches of a site are published: the production branch, and those that its preview patterns name. */
final class PublishedBranches {
    private PublishedBranches() {}

    /** Why nothing of the channel may be published; empty if it may. */
    static Optional<String> objection(SiteSettings settings, ChannelId channel) {
        if (settings.removed()) {
            return Optional.of("the site " + settings.site() + " was removed at " + settings.changedAt() + " by "
                    + settings.changedBy());
        }
        if (channel.equals(settings.production()) || hasPreview(settings.previews(), channel.branch())) {
            return Optional.empty();
        }

        String patterns = settings.previews().isEmpty()
                ? "the site has no previews"
                : "no preview pattern of the site matches it (" + String.join(", ", settings.previews()) + ")";
        return Optional.of(
                channel.branch() + " is not the production branch " + settings.branch() + ", and " + patterns);
    }

    private static boolean hasPreview(List<String> patterns, BranchName branch) {
        return patterns.stream()
                .anyMatch(pattern -> expression(pattern).matcher(branch.value()).matches());
    }

    /** {@code *} stands for anything, slashes too; everything else for itself. */
    private static Pattern expression(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
