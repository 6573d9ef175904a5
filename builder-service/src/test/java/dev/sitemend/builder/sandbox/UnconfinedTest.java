package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Identity;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;

final class UnconfinedTest extends SandboxContract {
    @Override
    Sandbox sandbox() {
        return new Unconfined(System.getenv());
    }

    @Override
    Method method() {
        return Method.COPY;
    }

    @Override
    Owners owners() {
        return Owners.builder(Identity.ofThisProcess());
    }
}
