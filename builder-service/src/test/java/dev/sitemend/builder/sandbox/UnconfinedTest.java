package dev.sitemend.builder.sandbox;

final class UnconfinedTest extends SandboxContract {
    @Override
    Sandbox sandbox() {
        return new Unconfined(System.getenv());
    }
}
