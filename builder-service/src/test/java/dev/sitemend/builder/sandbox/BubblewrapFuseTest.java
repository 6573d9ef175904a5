package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Method;

final class BubblewrapFuseTest extends BubblewrapContract {
    @Override
    Method method() {
        return Method.FUSE;
    }
}
