package dev.sitemend.builder.build;

import dev.sitemend.builder.generator.Start;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.Optional;

/**
 * What a build really starts from, with the workspace prepared for it.
 *
 * @param base present for a refresh
 */
record Started(Start start, Optional<CacheSeal> base) {
    BuildMode mode() {
        return base.isPresent() ? BuildMode.REFRESH : BuildMode.REBUILD;
    }
}
