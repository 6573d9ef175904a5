package dev.sitemend.trigger.console;

import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.lag.LagWatch;
import dev.sitemend.trigger.status.channel.Phrases;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What waits in the topics. */
@Controller
final class LagController {
    private final Frames frames;
    private final Pages pages;
    private final LagWatch watch;

    LagController(Frames frames, Pages pages, LagWatch watch) {
        this.frames = frames;
        this.pages = pages;
        this.watch = watch;
    }

    /**
     * The oldest first.
     *
     * @param at when this was seen; absent before the first look
     * @param trouble why it is not newer; absent when all is well
     */
    record LagPage(
            Frame frame,
            String headline,
            @Nullable Instant at,
            @Nullable String trouble,
            List<Row> rows) {}

    record Row(String topic, String group, String records, String age, boolean waits) {}

    @GetMapping("/lag")
    ResponseEntity<String> lag(Caller caller, HttpServletRequest request) {
        Optional<LagWatch.Look> look = watch.latest();
        List<LagWatch.Lag> lags = look.map(LagWatch.Look::groups).orElse(List.of()).stream()
                .sorted(Comparator.comparing((LagWatch.Lag lag) -> lag.age()).reversed())
                .toList();
        return pages.page(
                "lag",
                new LagPage(
                        frames.following(request, caller, Frame.Section.LAG, "Lag"),
                        headline(look, lags),
                        look.map(LagWatch.Look::at).orElse(null),
                        watch.trouble().orElse(null),
                        lags.stream().map(LagController::row).toList()));
    }

    private static String headline(Optional<LagWatch.Look> look, List<LagWatch.Lag> lags) {
        if (look.isEmpty()) {
            return "The lags are not known yet.";
        }

        long records = lags.stream().mapToLong(LagWatch.Lag::records).sum();
        return records == 0
                ? "Nothing waits."
                : Phrases.count(records, "record waits", "records wait") + ", the oldest for "
                        + Phrases.duration(lags.getFirst().age()) + ".";
    }

    private static Row row(LagWatch.Lag lag) {
        return new Row(
                lag.topic(),
                lag.group(),
                Phrases.count(lag.records(), "record", "records"),
                lag.records() == 0 ? "–" : Phrases.duration(lag.age()),
                lag.records() > 0);
    }
}
