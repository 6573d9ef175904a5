package dev.sitemend.trigger.api;

import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.status.Change;
import dev.sitemend.trigger.status.Changes;
import dev.sitemend.trigger.status.Journal;
import dev.sitemend.trigger.status.ReadModelDatabase;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All changes of state as they happen; who was away resumes by the id of the last event that it has. */
@RestController
final class EventReads {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int AT_ONCE = 500;

    private final ReadAccess access;
    private final Changes changes;
    private final Journal journal;
    // Positions mean something in one database only.
    private final String epoch;

    EventReads(ReadAccess access, Changes changes, Journal journal, ReadModelDatabase database) {
        this.access = access;
        this.changes = changes;
        this.journal = journal;
        this.epoch = database.epoch();
    }

    @GetMapping("/api/v1/events")
    void events(
            Caller caller,
            @RequestParam(required = false) @Nullable String site,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws InterruptedException {
        Predicate<Change> wanted = wanted(caller, site);
        try (Changes.Subscription subscription = changes.subscribe(wanted)) {
            ServerSentEvents stream = new ServerSentEvents(response);
            stream.begin();
            long position = last == null ? journal.newest() : missed(position(last), wanted, stream);
            follow(subscription, position, stream);
        } catch (IOException _) {
            // The client went away.
        }
    }

    private Predicate<Change> wanted(Caller caller, @Nullable String site) {
        if (site != null) {
            SiteId only = access.site(caller, site).site();
            return change -> change.site().filter(only::equals).isPresent();
        }

        return change -> change.site()
                .map(about -> access.isFor(caller, about))
                .orElseGet(() -> caller.mayEverywhere(Role.VIEWER));
    }

    /** What happened while the client was away. Returns the position of the last event. */
    private long missed(long from, Predicate<Change> wanted, ServerSentEvents stream) throws IOException {
        long position = from;
        List<Change> page = journal.after(position, AT_ONCE);
        while (!page.isEmpty()) {
            for (Change change : page) {
                if (wanted.test(change)) {
                    send(change, stream);
                }
            }
            position = page.getLast().positionOr(position);
            page = journal.after(position, AT_ONCE);
        }
        stream.flush();
        return position;
    }

    /** The subscription began before the journal was read, so what is in both comes again here, and is passed over. */
    private void follow(Changes.Subscription subscription, long from, ServerSentEvents stream)
            throws IOException, InterruptedException {
        while (!subscription.hasEnded()) {
            Change change = subscription.next(KEEP_ALIVE);
            if (change == null) {
                stream.comment("still here");
            } else if (change.positionOr(Long.MAX_VALUE) > from) {
                send(change, stream);
                stream.flush();
            }
        }
    }

    private void send(Change change, ServerSentEvents stream) throws IOException {
        String type = EventType.of(change.event()).eventClass().getSimpleName();
        String json = new String(EventJson.write(change.event()), StandardCharsets.UTF_8);
        // Every event has at least one field, so there is something behind the comma.
        String data = "{\"type\":\"" + type + "\"," + json.substring(1);
        stream.event(change.position() == null ? null : epoch + "-" + change.position(), type, data);
    }

    /** An id of another database, or no id of ours at all, resumes with everything that is still kept. */
    private long position(String last) {
        String prefix = epoch + "-";
        if (!last.startsWith(prefix)) {
            return 0;
        }

        try {
            return Long.parseLong(last.substring(prefix.length()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
