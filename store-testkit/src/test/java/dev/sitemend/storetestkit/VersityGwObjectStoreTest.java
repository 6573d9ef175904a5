package dev.sitemend.storetestkit;

import dev.sitemend.store.StoreSettings;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VersityGwObjectStoreTest extends S3StoreContract {
    @RegisterExtension
    static final StoreContainer STORE = new StoreContainer(StoreServer.VERSITYGW);

    @Override
    StoreSettings settings() {
        return STORE.settings();
    }
}
