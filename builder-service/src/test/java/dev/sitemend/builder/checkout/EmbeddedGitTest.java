package dev.sitemend.builder.checkout;

import java.nio.file.Path;

final class EmbeddedGitTest extends MirrorsContract {
    @Override
    Git git(Path data) {
        return new EmbeddedGit();
    }
}
