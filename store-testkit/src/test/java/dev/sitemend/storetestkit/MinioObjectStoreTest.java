package dev.sitemend.storetestkit;

import dev.sitemend.store.StoreSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("other-stores")
final class MinioObjectStoreTest extends S3StoreContract {
    @RegisterExtension
    static final StoreContainer STORE = new StoreContainer(StoreServer.MINIO);

    @Override
    StoreSettings settings() {
        return STORE.settings();
    }
}
