package dev.sitemend.builder.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether an output lost too many files to be what somebody wanted. */
final class Shrinkage {
    private Shrinkage() {}

    static Optional<Verdict> verdict(long live, long now, int allowedPercent, Supplier<List<String>> lost) {
        // In files, not in rounded percents: 1 of 3 is more than 33 %.
        boolean tooMuch = now < live && 100L * (live - now) > (long) allowedPercent * live;
        if (!tooMuch) {
            return Optional.empty();
        }
        long percent = 100L * (live - now) / live;
        return OutputGate.refused(
                "The output has " + now + (now == 1 ? " file" : " files") + ", what is live has " + live + ": it lost "
                        + percent + "\u00A0%, more than the " + allowedPercent
                        + "\u00A0% that gate.shrink allows. If that is meant, raise gate.shrink in sitemend.yml or force"
                        + " the build.",
                lost.get());
    }
}
