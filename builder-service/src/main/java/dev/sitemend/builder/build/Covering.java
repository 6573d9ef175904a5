package dev.sitemend.builder.build;

import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.List;

/** Knows which waiting requests a build answers besides its own. Asked once, just before the report. */
@FunctionalInterface
public interface Covering {
    List<RequestId> coveredBy(Claim claim, BuildMode mode, Outcome outcome, HeadTrust trust)
            throws InterruptedException;
}
