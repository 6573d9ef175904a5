package dev.sitemend.contracts.format;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a build was a refresh or a clean rebuild.
 *
 * @param reason in words, to stand behind "Building clean: "
 * @param predictedRefresh what the site's history says that a refresh would take; absent when it says nothing
 * @param predictedRebuild the same of a clean rebuild
 * @param changedSources how many source files differ from the cache's; absent when there was none to compare with
 */
public record BuildChoice(
        BuildMode mode,
        String reason,
        @Nullable Duration predictedRefresh,
        @Nullable Duration predictedRebuild,
        @Nullable Integer changedSources) {}
