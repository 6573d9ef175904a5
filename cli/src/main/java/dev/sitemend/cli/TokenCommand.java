package dev.sitemend.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend token …}: who may do what. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens.",
        subcommands = {TokenCommand.Create.class, TokenCommand.Listing.class, TokenCommand.Revoke.class})
final class TokenCommand {
    private static final String TOKENS = "/api/v1/tokens";

    /** {@code token create}. */
    @Command(name = "create", description = "Makes a token. It is shown once and not kept.")
    static final class Create extends ServerCommand {
        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "viewer, writer (push, build), operator (all of a site) or admin.")
        private String role = "";

        @Option(names = "--site", paramLabel = "SITE", description = "Good for this site only.")
        private @Nullable String site;

        @Option(names = "--expires", paramLabel = "WHEN", description = "Such as 90d, 12h, or a time; else never.")
        private @Nullable String expires;

        Create(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.put("role", role.toLowerCase(Locale.ROOT));
            if (site != null) {
                body.put("site", site);
            }

            if (expires != null) {
                body.put("expires", expires);
            }

            JsonNode token = api.post(TOKENS, body);
            if (wantsJson()) {
                output.json(token);
            } else {
                output.line(Json.text(token, "token"));
                output.progress("Token %s, role %s. It is not shown again; take it back with: sitemend token revoke %s"
                        .formatted(Json.text(token, "id"), role, Json.text(token, "id")));
            }

            return ExitCode.DONE;
        }
    }

    /** {@code token list}. */
    @Command(name = "list", description = "All tokens, without their secrets.")
    static final class Listing extends ServerCommand {
        Listing(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.get(TOKENS);
            if (wantsJson()) {
                output.json(answer);
                return ExitCode.DONE;
            }

            List<List<String>> rows = new ArrayList<>();
            for (JsonNode token : answer.path("tokens")) {
                String expiresAt = Json.text(token, "expiresAt");
                rows.add(List.of(
                        Json.text(token, "id"),
                        Json.text(token, "role").toLowerCase(Locale.ROOT),
                        Json.has(token, "site") ? Json.text(token, "site") : "all sites",
                        expiresAt.isEmpty() ? "never" : expiresAt,
                        Json.text(token, "createdAt"),
                        Output.outside(Json.text(token, "createdBy"))));
            }

            output.table(List.of("id", "role", "site", "expires", "made", "by"), rows);
            return ExitCode.DONE;
        }
    }

    /** {@code token revoke}. */
    @Command(name = "revoke", description = "Ends a token at once.")
    static final class Revoke extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private String id = "";

        Revoke(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.delete(TOKENS + "/" + Api.segment(id));
            if (wantsJson()) {
                output.json(answer);
            } else {
                output.line("Token %s is revoked.".formatted(id));
            }

            return ExitCode.DONE;
        }
    }
}
