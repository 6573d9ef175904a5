package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Method;

final class BubblewrapOverlayTest extends BubblewrapContract {
    @Override
    Method method() {
        return Method.OVERLAY;
    }
}
