package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.vocabulary.Cause;
import java.util.Comparator;
import java.util.List;

/**
 * Which of a channel's waiting requests is built: the one that most others are covered by. Clean ones first, because a
 * clean build covers refreshes but not the other way round; among equals the newest, because its revision contains the
 * others'.
 */
final class Lead {
    private static final Comparator<Delivery> BY_STRENGTH = Comparator.comparingInt(
                    (Delivery delivery) -> rank(delivery.wish()))
            .thenComparingLong(Delivery::offset);

    private Lead() {}

    /** Takes at least one delivery. */
    static Delivery of(List<Delivery> waiting) {
        return waiting.stream().max(BY_STRENGTH).orElseThrow();
    }

    /** Whether all of these may wait until nobody else does: replays and audits travel behind live pushes. */
    static boolean isPatient(List<Delivery> waiting) {
        return waiting.stream().allMatch(delivery -> isPatient(delivery.wish()));
    }

    private static boolean isPatient(Wish wish) {
        return wish.request().cause() == Cause.REPLAY || wish.request().cause() == Cause.AUDIT;
    }

    private static int rank(Wish wish) {
        if (wish.isForced()) {
            return wish.wantsClean() ? 5 : 3;
        }
        if (wish.isHeal()) {
            return 4;
        }
        if (isPatient(wish)) {
            return 0;
        }

        return wish.wantsClean() ? 2 : 1;
    }
}
