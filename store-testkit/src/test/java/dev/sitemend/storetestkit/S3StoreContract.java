package dev.sitemend.storetestkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an S3 server does beyond the port: how it is opened, and what is said when it can not be. */
abstract class S3StoreContract extends ObjectStoreContract {
    /** Where the server under test is, and the keys to it. */
    abstract StoreSettings settings();

    @Override
    protected ObjectStore store() {
        return S3ObjectStore.at(settings());
    }

    @Test
    void aGoodStorePassesTheProbeAndCountsItsRequests() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        ObjectStore store = Stores.open(settings(), meters);

        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        assertThat(store.createIfAbsent(new ObjectKey("counted.json"), content)).isInstanceOf(Creation.Won.class);
        assertThat(meters.counter("sitemend.store.requests", "operation", "create", "result", "won")
                        .count())
                .isEqualTo(1);
        assertThat(store.list("probe/", null, 10)).isEmpty();
    }

    @Test
    void aMissingBucketIsCreatedWhereTheKeysAllowIt() {
        ObjectStore store = Stores.open(
                new StoreSettings(
                        settings().endpoint(),
                        "fresh",
                        settings().accessKey(),
                        settings().secretKey()),
                new SimpleMeterRegistry());

        assertThat(store.get(new ObjectKey("nothing.json"))).isEmpty();
    }

    @Test
    void aMissingBucketIsNamed() {
        ObjectStore store = Stores.openProven(
                new StoreSettings(
                        settings().endpoint(),
                        "absent",
                        settings().accessKey(),
                        settings().secretKey()),
                new SimpleMeterRegistry());

        assertThatThrownBy(() -> store.get(new ObjectKey("nothing.json")))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("bucket 'absent' at " + settings().endpoint())
                .hasMessageContaining("no such bucket. Create it, or check sitemend.store.bucket");
    }

    @Test
    void aWrongPasswordIsNamedAndNotPrinted() {
        assertThatThrownBy(() -> Stores.open(
                        new StoreSettings(
                                settings().endpoint(), "sitemend", settings().accessKey(), "hunter2"),
                        new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Check sitemend.store.access-key and sitemend.store.secret-key")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Stores.open(
                        new StoreSettings(settings().endpoint(), "sitemend", "nobody", "hunter2"),
                        new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Check sitemend.store.access-key");
        // Not "no such object": nothing may be concluded from what somebody may not see.
        ObjectStore strangers =
                S3ObjectStore.at(new StoreSettings(settings().endpoint(), "sitemend", "nobody", "hunter2"));
        assertThatThrownBy(() -> strangers.get(new ObjectKey("nothing.json")))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Check sitemend.store.access-key");
    }
}
