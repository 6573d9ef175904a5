package dev.sitemend.trigger.console;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.trigger.status.log.LogReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The end of a build's log: what people come for. The rest is a link away. */
final class LogTail {
    // About 100 kB of HTML, and more than anybody reads; the whole log is plain text beside it.
    private static final int LINES = 1_000;
    private static final int LONGEST = 4_000;

    private final LogReader logs;

    LogTail(LogReader logs) {
        this.logs = logs;
    }

    /** @param excerpt the lines that say most, as the report has them */
    BuildPage.Log read(SiteId site, BuildNumber build, BuildPhase phase, List<String> excerpt)
            throws InterruptedException {
        String address = "/api/v1/sites/" + Words.segment(site.value()) + "/builds/" + build.value() + "/log";
        Kept kept = new Kept();
        String missing = "";
        try {
            logs.readNow(site, build, 0, kept);
        } catch (StoreUnavailableException | UnreadableObjectException | IOException e) {
            missing = "The log cannot be read now: " + e.getMessage();
        }

        boolean running = phase == BuildPhase.RUNNING;
        if (missing.isEmpty() && kept.lines.isEmpty()) {
            missing = running ? "Nothing is printed yet." : "This build printed nothing, or its log is no longer kept.";
        }
        return new BuildPage.Log(
                lines(kept.lines, excerpt), kept.next - kept.lines.size(), kept.next, running, address, missing);
    }

    /** Whether lines will still come. */
    enum BuildPhase {
        RUNNING,
        ENDED
    }

    private static List<BuildPage.Line> lines(Deque<Numbered> kept, List<String> excerpt) {
        String said = excerpt.isEmpty() ? "" : excerpt.getLast().strip();
        long failing = said.isEmpty()
                ? -1
                : kept.stream()
                        .filter(line -> line.text.strip().equals(said))
                        .mapToLong(Numbered::number)
                        .max()
                        .orElse(-1);
        List<BuildPage.Line> lines = new ArrayList<>();
        for (Numbered line : kept) {
            String text = line.text.length() > LONGEST ? line.text.substring(0, LONGEST) + "…" : line.text;
            // People count from 1; the stream's ids from 0.
            lines.add(new BuildPage.Line(line.number + 1, AnsiLine.pieces(text), line.number == failing));
        }
        return lines;
    }

    private record Numbered(long number, String text) {}

    private static final class Kept implements LogReader.Lines {
        private final Deque<Numbered> lines = new ArrayDeque<>();
        private long next;

        @Override
        public void line(long number, String text) {
            if (lines.size() == LINES) {
                lines.removeFirst();
            }
            lines.addLast(new Numbered(number, text));
            next = number + 1;
        }

        @Override
        public void pause() {}
    }
}
