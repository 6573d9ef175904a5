package dev.sitemend.store.s3;

import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of an S3 store, by the MinIO SDK. It sends each request once: who wants retries puts them around it. A
 * listing may show an upload that is under way, under a longer name than its key.
 */
public final class S3ObjectStore implements ObjectStore {
    private static final String REGION = "us-east-1";
    private static final String AWS_DOMAIN = ".amazonaws.com";
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    // A part is held in memory while it is sent. Smaller objects are one request.
    private static final long PART_BYTES = 16L * 1024 * 1024;

    private final MinioClient client;
    private final BucketCreator creator;
    private final OkHttpClient http;
    private final StoreSettings settings;
    private final S3Failures failures;

    private S3ObjectStore(MinioClient client, BucketCreator creator, OkHttpClient http, StoreSettings settings) {
        this.client = client;
        this.creator = creator;
        this.http = http;
        this.settings = settings;
        this.failures = new S3Failures(settings);
    }

    /**
     * A store at the address of the settings. Asks it nothing yet.
     *
     * @throws StoreRefusedException if a setting is missing or has not the shape that it must have
     */
    public static S3ObjectStore at(StoreSettings settings) {
        S3Settings.check(settings);
        OkHttpClient http = SharedHttp.client(settings.ca());
        MinioAsyncClient.Builder creator = MinioAsyncClient.builder()
                .endpoint(settings.endpoint())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http);
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(settings.endpoint())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http);
        if (!settings.endpoint().contains(AWS_DOMAIN)) {
            // Saves asking for it; other stores take any.
            builder.region(REGION);
            creator.region(REGION);
        }

        MinioClient client = builder.build();
        client.setRetry(Set.of(), 0L, 0);
        return new S3ObjectStore(client, new BucketCreator(creator.build()), http, settings);
    }

    /**
     * The time on the store's clock, to the second; empty if it does not tell.
     *
     * @throws StoreUnavailableException if it does not answer
     */
    public Optional<Instant> clock() {
        // Without a signature, which a store whose clock is another one would refuse: whatever it answers has a date.
        okhttp3.Request request =
                new okhttp3.Request.Builder().url(settings.endpoint()).head().build();
        try (Response response = http.newCall(request).execute()) {
            return Optional.ofNullable(response.headers().getInstant("Date"));
        } catch (IOException e) {
            throw failures.of("reach the store", e);
        }
    }

    /** Creates the bucket if there is none. */
    public void ensureBucket() {
        try {
            send(() -> {
                if (!client.bucketExists(
                        BucketExistsArgs.builder().bucket(settings.bucket()).build())) {
                    creator.create(settings.bucket());
                }
                return client;
            });
        } catch (MinioException | IOException e) {
            throw failures.of("find or create the bucket", e);
        }
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        try (InputStream in = send(() -> client.getObject(GetObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key.value())
                .build()))) {
            return Optional.of(in.readAllBytes());
        } catch (MinioException e) {
            if (failures.isMissing(e)) {
                return Optional.empty();
            }
            throw failures.of("read " + key, e);
        } catch (IOException e) {
            throw failures.of("read " + key, e);
        }
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        if (length == 0) {
            return new byte[0];
        }

        try (InputStream in = send(() -> client.getObject(GetObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key.value())
                .offset(offset)
                .length((long) length)
                .build()))) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw tooShort(key, offset, length);
            }
            return bytes;
        } catch (MinioException e) {
            if (failures.isMissing(e)) {
                throw new MissingObjectException("Cannot read " + key + ": no such object", e);
            }
            if (failures.isBeyondEnd(e)) {
                throw tooShort(key, offset, length);
            }
            throw failures.of("read " + key, e);
        } catch (IOException e) {
            throw failures.of("read " + key, e);
        }
    }

    @Override
    public void put(ObjectKey key, Content content) {
        try (InputStream in = content.open()) {
            send(() -> client.putObject(PutObjectArgs.builder().bucket(settings.bucket()).object(key.value()).stream(
                            in, content.size(), PART_BYTES)
                    .build()));
        } catch (MinioException | IOException e) {
            throw failures.of("write " + key, e);
        }
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        if (content.length > LARGEST_CREATE_ONLY) {
            throw new IllegalArgumentException("Cannot create " + key + ": " + content.length
                    + " bytes are more than the " + LARGEST_CREATE_ONLY + " that go out as a single request");
        }

        try {
            send(() -> client.putObject(PutObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key.value())
                    .data(content, content.length)
                    .headers(Map.of("If-None-Match", "*"))
                    .build()));
            return new Creation.Won();
        } catch (MinioException | IOException e) {
            RuntimeException failure = failures.of("create " + key, e);
            boolean decidedOrUnknown = isRefusedCondition(e) || failure instanceof StoreUnavailableException;
            if (!decidedOrUnknown) {
                throw failure;
            }
            // A refused condition may be our own first try, which the connection sent twice.
            return readBack(key, content, failure);
        }
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        ListObjectsArgs.Builder arguments = ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .recursive(true)
                .maxKeys(limit);
        if (startAfter != null) {
            arguments.startAfter(startAfter);
        }

        try {
            return send(() -> {
                List<StoredObject> objects = new ArrayList<>();
                for (Result<Item> result : client.listObjects(arguments.build())) {
                    objects.add(stored(result.get()));
                    if (objects.size() == limit) {
                        break;
                    }
                }
                return List.copyOf(objects);
            });
        } catch (MinioException | IOException e) {
            throw failures.of("list " + prefix, e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            send(() -> {
                client.removeObject(RemoveObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key.value())
                        .build());
                return key;
            });
        } catch (MinioException e) {
            if (!failures.isMissing(e)) {
                throw failures.of("delete " + key, e);
            }
        } catch (IOException e) {
            throw failures.of("delete " + key, e);
        }
    }

    /** A request by the SDK. */
    @FunctionalInterface
    private interface Request<T> {
        T send() throws MinioException, IOException;
    }

    /**
     * Sends a request. The SDK has its own exceptions for answers only: a broken connection, and a certificate that is
     * not trusted, it wraps in a bare one.
     */
    private static <T> T send(Request<T> request) throws MinioException, IOException {
        try {
            return request.send();
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException || cause instanceof GeneralSecurityException) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    private static StoredObject stored(Item item) {
        return new StoredObject(
                new ObjectKey(item.objectName()),
                item.size(),
                item.lastModified().toInstant());
    }

    private Creation readBack(ObjectKey key, byte[] content, RuntimeException failure) {
        Optional<byte[]> found;
        try {
            found = get(key);
        } catch (StoreUnavailableException e) {
            failure.addSuppressed(e);
            return new Creation.Unknown(failure);
        }

        if (found.isEmpty()) {
            return new Creation.Unknown(failure);
        }
        return Arrays.equals(found.get(), content) ? new Creation.Won() : new Creation.Lost();
    }

    private static boolean isRefusedCondition(Exception e) {
        if (!(e instanceof ErrorResponseException response)) {
            return false;
        }

        int status = response.response().code();
        return status == PRECONDITION_FAILED || status == CONFLICT;
    }

    private static CorruptObjectException tooShort(ObjectKey key, long offset, int length) {
        return new CorruptObjectException(
                "Cannot read " + length + " bytes at " + offset + " of " + key + ": it ends before");
    }
}
