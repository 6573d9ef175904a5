package dev.sitemend.builder.checkout;

import java.util.List;
import java.util.Locale;

/** Reads from what Git says whether the host said no, was not reached, or the mirror is broken. */
final class RefusalReason {
    private static final List<String> CREDENTIALS = List.of(
            "authentication failed",
            "could not read username",
            "could not read password",
            "error: 401",
            "error: 403",
            "authentication is required",
            "not authorized",
            "not permitted",
            "permission denied",
            "access denied",
            "no authorization",
            "401 unauthorized",
            "403 forbidden",
            ": 403",
            ": 401");
    private static final List<String> HOST_KEY = List.of("host key verification failed");
    private static final List<String> NO_REPOSITORY = List.of(
            "does not appear to be a git repository",
            "repository not found",
            "error: 404",
            "error: 410",
            "not found",
            "no such file or directory",
            "git repository not found",
            "not valid: is this a git repository",
            "could not read from remote repository");
    private static final List<String> ADDRESS = List.of(
            "transport '",
            "protocol error: bad",
            "uri not supported",
            "redirects are not",
            "unable to find remote helper");
    private static final List<String> MIRROR = List.of(
            "bad object",
            "loose object",
            "packfile",
            "pack file",
            "corrupt",
            "did not send all necessary objects",
            "index-pack failed",
            "unpack-objects",
            "not a git repository (or any",
            "not a git repository: ",
            "bad config",
            "missing blob",
            "missing tree",
            "missing unknown",
            "bad ref");

    private RefusalReason() {}

    /** Whether the trouble is in the mirror: fetching anew may help. */
    static boolean isMirror(String said) {
        return contains(said, MIRROR);
    }

    /** Never for a damaged mirror: ask {@link #isMirror} first. */
    static Fetch read(Address address, String said) {
        String at = address.url();
        if (contains(said, CREDENTIALS)) {
            String withWhat = address.secret() == null
                    ? "no credentials are set for this site"
                    : "the host did not accept the credentials of user '"
                            + address.secret().user() + "'";
            return new Fetch.Refused("Cannot fetch " + at + ": " + withWhat
                    + ", or they give no access. Set a user and a token that may read the repository.");
        }
        if (contains(said, HOST_KEY)) {
            return new Fetch.Refused("Cannot fetch " + at + ": the builder does not know the host's SSH key."
                    + " Add it to the known_hosts file of the builder's user.");
        }
        if (contains(said, ADDRESS)) {
            return new Fetch.Refused("Cannot fetch " + at
                    + ": the builder does not fetch from such an address. Use https://, ssh:// or a path.");
        }
        if (contains(said, NO_REPOSITORY) && !isUnreachable(said)) {
            return new Fetch.Refused(
                    "Cannot fetch " + at
                            + ": there is no such repository, or no access to it. Check the address, and set credentials if it is private.");
        }
        return new Fetch.Unreachable("Cannot reach " + at + ": " + lastLine(said));
    }

    private static boolean isUnreachable(String said) {
        return contains(
                said,
                List.of(
                        "could not resolve",
                        "connection refused",
                        "connection timed out",
                        "connection reset",
                        "connection closed",
                        "network is unreachable",
                        "no route to host",
                        "failed to connect",
                        "unknownhost",
                        "error: 5"));
    }

    private static boolean contains(String said, List<String> signs) {
        String text = said.toLowerCase(Locale.ROOT);
        return signs.stream().anyMatch(text::contains);
    }

    private static String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "no answer"
                : lines.getLast().replaceFirst("^(fatal|error): ", "").strip();
    }
}
