package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.util.List;

/** {@code sitemend.build-logs}, keyed by build: lines as they come. The whole log goes to the object store. */
public sealed interface LogEvent extends Event {
    /**
     * Some lines of a running build.
     *
     * @param firstLine offset of the first line, counted from 0, so that readers see gaps and doubles
     */
    record LogChunk(SiteId site, BuildNumber build, long firstLine, List<String> lines) implements LogEvent {
        public LogChunk {
            lines = List.copyOf(lines);
        }

        @Override
        public String key() {
            return site + build.toString();
        }
    }
}
