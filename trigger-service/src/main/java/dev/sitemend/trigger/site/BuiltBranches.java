package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which branches of a site are built: the production branch, and those that a preview pattern names. */
public final class BuiltBranches {
    private BuiltBranches() {}

    public static boolean includes(SiteSettings site, BranchName branch) {
        return branch.equals(site.branch())
                || site.previews().stream()
                        .anyMatch(
                                pattern -> glob(pattern).matcher(branch.value()).matches());
    }

    /** {@code *} stands for any characters, slashes among them. */
    private static Pattern glob(String pattern) {
        return Pattern.compile(Pattern.compile("\\*")
                .splitAsStream(pattern + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"))
                .replace("\0", ""));
    }
}
