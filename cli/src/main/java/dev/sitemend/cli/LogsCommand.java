package dev.sitemend.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitemend logs}: what a build printed. */
@Command(name = "logs", description = "One build's output; the newest build's when no number is given.")
final class LogsCommand extends ServerCommand {
    private static final Pattern NAME = Pattern.compile("(?<site>[^#]+)(#(?<number>[1-9][0-9]*))?");
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;

    @Parameters(paramLabel = "SITE[#N]", description = "The site, and the build's number.")
    private String target = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on while the build runs.")
    private boolean follow;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) throws IOException, InterruptedException {
        Matcher name = NAME.matcher(target);
        if (!name.matches()) {
            throw new CommandFailedException(
                    ExitCode.WRONG_CALL, "Not a build: “%s”. It looks like garden or garden#42".formatted(target));
        }

        Target wanted = Target.parse(name.group("site"));
        String number = Optional.ofNullable(name.group("number")).orElseGet(() -> newest(api, wanted));
        String path = wanted.sitePath() + "/builds/" + number + "/log";
        if (follow) {
            follow(api, path, output);
        } else {
            print(api, path, output);
        }

        return ExitCode.DONE;
    }

    private static String newest(Api api, Target wanted) {
        String branch =
                wanted.branch().map(name -> "&branch=" + Api.segment(name)).orElse("");
        JsonNode builds =
                api.get(wanted.sitePath() + "/builds?limit=1" + branch).path("builds");
        if (builds.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.NOT_FOUND, "No builds yet. The first push to %s starts one.".formatted(wanted.site()));
        }

        return Json.text(builds.path(0), "number");
    }

    private void print(Api api, String path, Output output) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(api.stream(path, "text/plain", null), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.line(rendered(line, output));
            }
        }
    }

    /** Lines as they come; after a cut it goes on behind the last line that it has. */
    private void follow(Api api, String path, Output output) throws IOException, InterruptedException {
        @Nullable String last = null;
        int cuts = 0;
        while (cuts < ATTEMPTS) {
            try (EventStream events = new EventStream(api.stream(path, "text/event-stream", last))) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    if (event.get().type().equals("end")) {
                        return;
                    }

                    cuts = 0;
                    last = event.get().id();
                    output.line(rendered(event.get().data(), output));
                }

                return;
            } catch (IOException e) {
                cuts++;
                output.progress("The connection was cut (%s); trying again in %s."
                        .formatted(e.getMessage(), Words.duration(RECONNECT)));
                surroundings().pauses().pause(RECONNECT);
            }
        }

        throw new CommandFailedException(ExitCode.UNREACHABLE, "The connection was cut %d times.".formatted(cuts));
    }

    private String rendered(String line, Output output) {
        return wantsJson() ? Json.MAPPER.writeValueAsString(line) : output.logLine(line);
    }
}
