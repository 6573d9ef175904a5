package dev.sitemend.builder.generator;

import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One run of a generator.
 *
 * @param revision what is checked out
 * @param commitTime its time, for {@code SOURCE_DATE_EPOCH}
 * @param objects Git objects that the checkout refers to
 * @param limits the operator's; a site may ask for other times, up to 4 h of wall clock
 * @param granted whether the operator lets this site reach the network, if it asks to
 */
public record Run(
        Plan plan,
        Start start,
        Workspace workspace,
        Revision revision,
        Instant commitTime,
        Path objects,
        Limits limits,
        Network granted,
        BuildLog log) {}
