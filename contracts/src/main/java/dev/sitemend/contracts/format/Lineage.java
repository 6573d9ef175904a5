package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.BuildNumber;
import org.jspecify.annotations.Nullable;

/**
 * A cache's chain of refreshes since its last clean rebuild.
 *
 * @param parent the build whose cache the refresh started from; absent for a clean rebuild
 * @param depth refreshes since the clean rebuild; 0 for a clean rebuild
 * @param clean the clean rebuild at the root of the chain
 * @param fingerprint of generator, setup and tools; another fingerprint means clean
 */
public record Lineage(@Nullable BuildNumber parent, int depth, BuildNumber clean, String fingerprint) {}
