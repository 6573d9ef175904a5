package dev.sitemend.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend site …}: the registry. */
@Command(
        name = "site",
        description = "Adds, shows, changes and removes sites.",
        subcommands = {
            SiteCommand.Add.class,
            SiteCommand.Listing.class,
            SiteCommand.Show.class,
            SiteCommand.Change.class,
            SiteCommand.Remove.class
        })
final class SiteCommand {
    private static final String SITES = "/api/v1/sites";

    /** What {@code add} and {@code set} have in common. */
    static final class Settings {
        @Option(names = "--repository", paramLabel = "URL", description = "Git repository elsewhere.")
        private @Nullable String repository;

        @Option(names = "--branch", paramLabel = "BRANCH", description = "The branch that is the site. Else main.")
        private @Nullable String branch;

        @Option(names = "--domain", paramLabel = "DOMAIN", description = "Serve it under this name too; repeatable.")
        private @Nullable List<String> domains;

        @Option(
                names = "--generator",
                paramLabel = "NAME",
                description = "ikiwiki, hugo, jekyll, mkdocs, static or command. Else found out.")
        private @Nullable String generator;

        @Option(names = "--network", paramLabel = "allow|deny", description = "Whether its builds may use the network.")
        private @Nullable String network;

        @Option(
                names = "--visibility",
                paramLabel = "public|private",
                description = "Who may read its states and logs without a token.")
        private @Nullable String visibility;

        @Option(
                names = "--preview",
                paramLabel = "PATTERN",
                description = "Branches that get a preview, such as topic/*; repeatable.")
        private @Nullable List<String> previews;

        @Option(
                names = "--secret",
                paramLabel = "NAME=VALUE",
                description = "Such as webhook=…, repository-password=…; kept encrypted; repeatable.")
        private @Nullable Map<String, String> secrets;

        @Option(
                names = "--retain",
                paramLabel = "WHAT=HOW",
                description = "How much of the past stays: generations=10, generationsFor=7d, previewGenerations=2,"
                        + " previewsFor=1d, logsFor=30d, journalFor=400d; repeatable; what is not named is as in the"
                        + " whole installation.")
        private @Nullable Map<String, String> retention;

        ObjectNode json() {
            ObjectNode body = Json.MAPPER.createObjectNode();
            put(body, "repository", repository);
            put(body, "branch", branch);
            put(body, "generator", generator);
            put(body, "visibility", visibility);
            if (network != null) {
                body.put("network", allowed(network));
            }

            putAll(body, "domains", domains);
            putAll(body, "previews", previews);
            if (retention != null) {
                ObjectNode values = body.putObject("retention");
                retention.forEach((what, how) -> {
                    if (how.matches("[0-9]{1,9}")) {
                        values.put(what, Integer.parseInt(how));
                    } else {
                        values.put(what, how);
                    }
                });
            }
            if (secrets != null) {
                ObjectNode values = body.putObject("secrets");
                secrets.forEach(values::put);
            }

            return body;
        }

        private static boolean allowed(String word) {
            return switch (word) {
                case "allow" -> true;
                case "deny" -> false;
                default ->
                    throw new CommandFailedException(
                            ExitCode.WRONG_CALL,
                            "Not a choice for --network: “%s”. It is allow or deny.".formatted(word));
            };
        }

        private static void put(ObjectNode body, String field, @Nullable String value) {
            if (value != null) {
                body.put(field, value);
            }
        }

        private static void putAll(ObjectNode body, String field, @Nullable List<String> values) {
            if (values != null) {
                ArrayNode array = body.putArray(field);
                values.forEach(array::add);
            }
        }
    }

    /** {@code site add}. */
    @Command(
            name = "add",
            description = "Registers a site. Without --repository it lives in Sitemend's own Git server.")
    static final class Add extends ServerCommand {
        @Parameters(paramLabel = "NAME", description = "Small letters, digits and hyphens: it becomes a host name.")
        private String name = "";

        @picocli.CommandLine.Mixin
        private final Settings settings = new Settings();

        Add(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            ObjectNode body = settings.json();
            body.put("site", name);
            JsonNode site = api.post(SITES, body);
            if (wantsJson()) {
                output.json(site);
                return ExitCode.DONE;
            }

            output.line("Site %s is registered.".formatted(name));
            output.fact("address", Json.text(site, "url"));
            if (Json.has(site, "repository")) {
                output.fact("repository", Output.outside(Json.text(site, "repository")));
                output.line("Its first build starts by itself. Watch it: sitemend watch " + name);
            } else {
                output.fact("push", "git push %s HEAD:%s".formatted(Json.text(site, "gitUrl"), branch(site)));
                output.line("User git, password a token; make one with: sitemend token create --role writer --site "
                        + name);
            }

            return ExitCode.DONE;
        }

        private static String branch(JsonNode site) {
            String branch = Json.text(site, "branch");
            return branch.isEmpty() ? "main" : branch;
        }
    }

    /** {@code site list}. */
    @Command(name = "list", description = "All sites and how they are.")
    static final class Listing extends ServerCommand {
        Listing(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.get(SITES);
            if (wantsJson()) {
                output.json(answer);
            } else {
                StatusCommand.sites(answer, output);
            }

            return ExitCode.DONE;
        }
    }

    /** {@code site show}. */
    @Command(name = "show", description = "One site's settings.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "NAME", description = "The site.")
        private String name = "";

        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode site = api.get(Target.parse(name).sitePath());
            if (wantsJson()) {
                output.json(site);
            } else {
                settings(site, output);
            }

            return ExitCode.DONE;
        }
    }

    /** {@code site set}. */
    @Command(name = "set", description = "Changes what is named; the rest stays.")
    static final class Change extends ServerCommand {
        @Parameters(paramLabel = "NAME", description = "The site.")
        private String name = "";

        @picocli.CommandLine.Mixin
        private final Settings settings = new Settings();

        Change(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            ObjectNode body = settings.json();
            if (body.isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.WRONG_CALL, "Nothing to change. What can be: sitemend site set --help");
            }

            JsonNode site = api.patch(Target.parse(name).sitePath(), body);
            if (wantsJson()) {
                output.json(site);
            } else {
                output.line("Site %s is changed. The next build knows it.".formatted(name));
                settings(site, output);
            }

            return ExitCode.DONE;
        }
    }

    /** {@code site remove}. */
    @Command(name = "remove", description = "Ends a site: not built, not served. Its stored builds stay.")
    static final class Remove extends ServerCommand {
        @Parameters(paramLabel = "NAME", description = "The site.")
        private String name = "";

        Remove(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.delete(Target.parse(name).sitePath());
            if (wantsJson()) {
                output.json(answer);
            } else {
                output.line("Site %s is removed. Visitors get “not found” from now on.".formatted(name));
            }

            return ExitCode.DONE;
        }
    }

    private static void settings(JsonNode site, Output output) {
        output.fact("site", Json.text(site, "site"));
        output.fact("address", Json.text(site, "url"));
        output.fact("repository", Output.outside(Json.text(site, "repository")));
        output.fact("push to", Json.has(site, "repository") ? "" : Json.text(site, "gitUrl"));
        output.fact("branch", Output.outside(Json.text(site, "branch")));
        output.fact("domains", words(site.path("domains")));
        output.fact("previews", words(site.path("previews")));
        output.fact("generator", Json.has(site, "generator") ? Json.text(site, "generator") : "found out by itself");
        output.fact("network", site.path("network").asBoolean(false) ? "allow" : "deny");
        output.fact("visibility", Json.text(site, "visibility"));
        output.fact("retain", retention(site.path("retention")));
        output.fact("state", Json.has(site, "state") ? output.state(Json.text(site, "state")) : "");
        output.fact("why", Output.outside(Json.text(site, "why")));
    }

    /** In the words of --retain, with ISO durations as the server keeps them; nothing where all is as elsewhere. */
    private static String retention(JsonNode retention) {
        List<String> words = new ArrayList<>();
        retention.properties().stream()
                .filter(each -> !each.getValue().isNull())
                .forEach(each -> words.add(
                        each.getKey() + "=" + Output.outside(each.getValue().asString())));
        return String.join(", ", words);
    }

    private static String words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(Output.outside(word.asString())));
        return String.join(", ", words);
    }
}
