package dev.sitemend.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in this process, on the loopback address, with one bucket, whose objects are files in a directory. Its
 * {@code If-None-Match: *} is atomic. A key and a longer key that has it as a folder cannot both exist, and a segment
 * of a key has less than 200 bytes. Safe for use by one thread at a time.
 */
public final class EmbeddedStore implements AutoCloseable {
    /** Off: a graceful stop waits for idle keep-alive connections too, and then fails. */
    private static final long STOP_TIMEOUT_MILLIS = 0;

    private final Path directory;
    private final String bucket;
    private final StoreCredentials credentials;
    private int port;
    private @Nullable Running running;

    /**
     * Describes a store; nothing is started.
     *
     * @param directory where its data lives; created when missing
     * @param port 0 for any free one, which is then kept by this object
     */
    public EmbeddedStore(Path directory, int port, String bucket, StoreCredentials credentials) {
        this.directory = directory;
        this.port = port;
        this.bucket = bucket;
        this.credentials = credentials;
    }

    /** A running store on any free port, with the bucket {@code sitemend} and a key pair for tests. */
    public static EmbeddedStore startIn(Path directory) {
        EmbeddedStore store =
                new EmbeddedStore(directory, 0, "sitemend", new StoreCredentials("sitemend", "sitemend-secret"));
        store.start();
        return store;
    }

    /**
     * Returns when the store answers. Does nothing when it runs already.
     *
     * @throws PortTakenException when somebody else listens on the port
     * @throws DirectoryInUseException when another store works in the directory
     * @throws ServerFailedException when the store does not start
     */
    public void start() {
        if (running != null) {
            return;
        }

        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            port = LoopbackPorts.claim("the object store", port);
            running = startServer(lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Running startServer(DirectoryLock lock) {
        try {
            Path objects = Files.createDirectories(directory.resolve("objects"));
            FilesystemNio2BlobStore files = new FilesystemNio2BlobStore(objects.toString());
            if (!files.containerExists(bucket)) {
                files.createContainer(bucket);
            }

            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(files)
                    .endpoint(endpoint())
                    .awsAuthentication(
                            AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                    .ignoreUnknownHeaders(true)
                    .stopTimeout(STOP_TIMEOUT_MILLIS)
                    .build();
            proxy.start();
            return new Running(proxy, files, lock);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot create %s: %s".formatted(directory, e.getMessage()), e);
        } catch (Exception e) {
            throw new ServerFailedException(
                    "Cannot start the object store in %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Ends the store at once: a client whose request is under way does not learn its outcome. */
    public void stop() {
        Running server = running;
        if (server == null) {
            return;
        }

        running = null;
        try (DirectoryLock _ = server.lock();
                FilesystemNio2BlobStore _ = server.files()) {
            server.proxy().stop();
        } catch (Exception e) {
            throw new ServerFailedException("Cannot stop the object store: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** For instance {@code http://127.0.0.1:9000}; known once started. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        if (port == 0) {
            throw new IllegalStateException("Cannot tell the port of the store: it was not started yet");
        }

        return port;
    }

    public String bucket() {
        return bucket;
    }

    public StoreCredentials credentials() {
        return credentials;
    }

    private record Running(S3Proxy proxy, FilesystemNio2BlobStore files, DirectoryLock lock) {}
}
