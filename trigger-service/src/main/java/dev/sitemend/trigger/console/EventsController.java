package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.status.Change;
import dev.sitemend.trigger.status.Journal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, and why: the newest events, by day. */
@Controller
final class EventsController {
    private static final int LOOKED_AT = 200;

    private final Frames frames;
    private final Pages pages;
    private final ReadAccess access;
    private final Journal journal;

    EventsController(Frames frames, Pages pages, ReadAccess access, Journal journal) {
        this.frames = frames;
        this.pages = pages;
        this.access = access;
        this.journal = journal;
    }

    /** @param filter the only site that is shown; empty for all */
    record EventsPage(Frame frame, String filter, List<Day> days) {}

    record Day(String name, List<Happening> happenings) {}

    @GetMapping("/events")
    ResponseEntity<String> events(
            Caller caller, @RequestParam(name = "site", defaultValue = "") String site, HttpServletRequest request) {
        List<Change> changes = journal.after(Math.max(0, journal.newest() - LOOKED_AT), LOOKED_AT);
        List<Happening> happenings = changes.stream()
                .filter(change -> mayRead(caller, change))
                .filter(change -> site.isBlank()
                        || change.site()
                                .map(about -> about.value().equals(site.strip()))
                                .orElse(false))
                .map(change -> Happening.of(change.event()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Happening::at).reversed())
                .toList();
        Map<String, List<Happening>> days = new LinkedHashMap<>();
        for (Happening happening : happenings) {
            days.computeIfAbsent(Words.day(happening.at()), _ -> new ArrayList<>())
                    .add(happening);
        }
        return pages.page(
                "events",
                new EventsPage(
                        frames.still(request, caller, Frame.Section.EVENTS, "Events"),
                        site.strip(),
                        days.entrySet().stream()
                                .map(day -> new Day(day.getKey(), day.getValue()))
                                .toList()));
    }

    private boolean mayRead(Caller caller, Change change) {
        return change.site()
                .map(about -> access.isFor(caller, about))
                .orElseGet(() -> caller.mayEverywhere(Role.VIEWER));
    }
}
