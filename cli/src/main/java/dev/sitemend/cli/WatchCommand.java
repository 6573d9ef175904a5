package dev.sitemend.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code sitemend watch}: pushes on their way, as they go. */
@Command(name = "watch", description = "A site's pushes on their way, from receipt to served. Ctrl-C ends it.")
final class WatchCommand extends ServerCommand {
    private static final Set<String> ENDS =
            Set.of("Promoted", "ChannelQuarantined", "PromotionRefused", "ChannelRetired");
    private static final Duration RECONNECT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 30;

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String target = "";

    @Option(names = "--once", description = "Return when something went live, or will not.")
    private boolean once;

    WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) throws IOException, InterruptedException {
        Target wanted = Target.parse(target);
        JsonNode site = api.get(wanted.sitePath());
        if (!wantsJson()) {
            output.progress("Watching %s (%s). Ctrl-C ends it.".formatted(wanted.site(), Json.text(site, "url")));
        }

        EventSentence sentence = new EventSentence(output);
        @Nullable String last = null;
        for (int cuts = 0; cuts < ATTEMPTS; cuts++) {
            String path = "/api/v1/events?site=" + Api.segment(wanted.site());
            try (EventStream events = new EventStream(api.stream(path, "text/event-stream", last))) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    last = event.get().id();
                    if (show(event.get(), wanted, sentence, output) && once) {
                        return event.get().type().equals("Promoted") ? ExitCode.DONE : ExitCode.FAILED;
                    }
                }
            } catch (IOException e) {
                output.progress("The connection was cut; trying again in " + Words.duration(RECONNECT) + ".");
            }

            surroundings().pauses().pause(RECONNECT);
        }

        throw new CommandFailedException(ExitCode.UNREACHABLE, "The connection was cut too often.");
    }

    /** Whether the event ends a push's way. */
    private boolean show(EventStream.Event event, Target wanted, EventSentence sentence, Output output) {
        JsonNode data;
        try {
            data = Json.MAPPER.readTree(event.data());
        } catch (JacksonException _) {
            return false;
        }

        String channel = Json.text(data, "channel");
        if (wanted.branch().filter(branch -> !channel.endsWith("@" + branch)).isPresent()) {
            return false;
        }

        if (wantsJson()) {
            output.line(Json.MAPPER.writeValueAsString(data));
        } else {
            String text = sentence.of(event.type(), data);
            if (!text.isEmpty()) {
                output.line("%s  %s  %s"
                        .formatted(
                                Words.clock(Words.instant(Json.text(data, "at"))
                                        .orElseGet(() -> surroundings().clock().instant())),
                                Output.outside(channel),
                                text));
            }
        }

        return ENDS.contains(event.type());
    }
}
