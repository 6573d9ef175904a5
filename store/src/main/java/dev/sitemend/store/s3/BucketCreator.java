package dev.sitemend.store.s3;

import dev.sitemend.store.pack.Sha256;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * Creates buckets without naming a region. The SDK names it always, and stores that are strict, such as VersityGW 1.8,
 * refuse the name of S3's first region there, as AWS did from its first day.
 */
final class BucketCreator extends MinioAsyncClient {
    BucketCreator(MinioAsyncClient client) {
        super(client);
    }

    void create(String bucket) throws MinioException, IOException {
        MakeBucketArgs arguments = MakeBucketArgs.builder().bucket(bucket).build();
        Http.Body nothing =
                new Http.Body(new byte[0], 0, null, Sha256.of(new byte[0]).hex(), null);
        try {
            executePutAsync(arguments, null, null, nothing).join().close();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case MinioException refused -> throw refused;
                case IOException broken -> throw broken;
                case null, default -> throw e;
            }
        }
    }
}
