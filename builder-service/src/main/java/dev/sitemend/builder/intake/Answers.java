package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this builder built last of each channel, as long as it has the channel's partition. Kept in memory only, so that
 * an operator's plain offset reset rebuilds each channel once, and not each push.
 */
final class Answers {
    private final Map<ChannelId, Answer> answers = new ConcurrentHashMap<>();

    /** A report of this builder, and the request that made it: the answer is forgotten with its partition. */
    record Answer(Delivery lead, Report report, HeadTrust trust) {
        Coverage.Built built() {
            return new Coverage.Built(
                    report.partition(), report.endOffset(), report.mode(), report.cause(), report.outcome(), trust);
        }
    }

    void remember(Answer answer) {
        answers.put(answer.report().channel(), answer);
    }

    Optional<Answer> of(ChannelId channel) {
        return Optional.ofNullable(answers.get(channel))
                .filter(answer -> answer.lead().record().isAssigned());
    }

    void dropUnassigned() {
        answers.values().removeIf(answer -> !answer.lead().record().isAssigned());
    }
}
