package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named parameters of a statement: the contracts' types as the database keeps them. */
final class Parameters {
    // The database refuses more than 1 048 576 characters, and a record that cannot be stored would stop everything
    // behind it. Kafka carries 1 MiB at most, so only a Base64 payload comes near; nobody reads that far.
    private static final int LONGEST_TEXT = 1_000_000;

    private final Map<String, @Nullable Object> values = new HashMap<>();

    static Parameters of(SiteId site) {
        return new Parameters().with("site", site);
    }

    /** Sets {@code site} and {@code branch}. */
    static Parameters of(ChannelId channel) {
        return of(channel.site()).with("branch", channel.branch());
    }

    static Parameters none() {
        return new Parameters();
    }

    Parameters with(String name, @Nullable Object value) {
        values.put(name, value == null ? null : plain(value));
        return this;
    }

    Map<String, @Nullable Object> map() {
        return values;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case SiteId site -> site.value();
            case BranchName branch -> branch.value();
            case Revision revision -> revision.value();
            case Digest digest -> digest.hex();
            case RequestId request -> request.value();
            case DeadLetterId letter -> letter.value();
            case BuilderId builder -> builder.value();
            case BuildNumber build -> build.value();
            case GenerationNumber generation -> generation.value();
            case Enum<?> word -> word.name();
            case String text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
            case Number number -> number;
            case Boolean truth -> truth;
            case Instant instant -> instant;
            default -> throw new IllegalArgumentException("Cannot store a " + value.getClass());
        };
    }
}
