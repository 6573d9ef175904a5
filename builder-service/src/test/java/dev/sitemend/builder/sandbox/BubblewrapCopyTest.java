package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Method;

final class BubblewrapCopyTest extends BubblewrapContract {
    @Override
    Method method() {
        return Method.COPY;
    }
}
