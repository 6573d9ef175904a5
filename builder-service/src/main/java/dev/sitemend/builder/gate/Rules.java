package dev.sitemend.builder.gate;

import java.util.List;
import java.util.Optional;

/**
 * What an output must be like.
 *
 * @param require paths that must exist, relative to the output
 * @param shrink the share of files, in percent, that the output may lose against the live one
 * @param errorMark what the generator leaves in a page that it could not make, though it exits with 0
 */
public record Rules(List<String> require, int shrink, LinkCheck links, Optional<ErrorMark> errorMark) {
    public Rules {
        require = List.copyOf(require);
    }
}
