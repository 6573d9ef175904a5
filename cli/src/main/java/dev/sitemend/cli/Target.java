package dev.sitemend.cli;

import java.util.Optional;

/** What people name on the command line: {@code SITE} or {@code SITE@BRANCH}. */
record Target(String site, Optional<String> branch) {
    static Target parse(String text) {
        int at = text.indexOf('@');
        Target target = at < 0
                ? new Target(text, Optional.empty())
                : new Target(text.substring(0, at), Optional.of(text.substring(at + 1)));
        if (target.site.isEmpty() || target.branch.filter(String::isEmpty).isPresent()) {
            throw new CommandFailedException(
                    ExitCode.WRONG_CALL, "Not a site: “%s”. It looks like garden or garden@topic".formatted(text));
        }

        return target;
    }

    String sitePath() {
        return "/api/v1/sites/" + Api.segment(site);
    }

    /** The path of the channel, which asks the server for the production branch when none was named. */
    String channelPath(Api api) {
        String name = branch.orElseGet(() -> Json.text(api.get(sitePath()), "branch"));
        return sitePath() + "/channels/" + Api.segment(name);
    }
}
