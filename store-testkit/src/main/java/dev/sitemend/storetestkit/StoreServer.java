package dev.sitemend.storetestkit;

import com.github.dockerjava.api.model.Volume;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** Object stores that have an image. */
public enum StoreServer {
    VERSITYGW("versity/versitygw:v1.8.0", 7070) {
        @Override
        GenericContainer<?> configure(GenericContainer<?> container) {
            return container
                    .withCommand("--port", ":7070", "posix", "/data")
                    .withEnv(Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY))
                    // It keeps what S3 knows of an object in extended attributes, which a container's layers lack.
                    .withCreateContainerCmdModifier(command -> command.withVolumes(new Volume("/data")));
        }
    },
    MINIO("minio/minio:latest", 9000) {
        @Override
        GenericContainer<?> configure(GenericContainer<?> container) {
            return container
                    .withCommand("server", "/data")
                    .withEnv(Map.of("MINIO_ROOT_USER", ACCESS_KEY, "MINIO_ROOT_PASSWORD", SECRET_KEY));
        }
    },
    /** One monitor, one OSD and the gateway, from Debian; data in memory. */
    CEPH_RGW("standin/ceph-rgw:forky", 7480) {
        @Override
        GenericContainer<?> configure(GenericContainer<?> container) {
            return container.withEnv(Map.of("CEPH_DEMO_ACCESS_KEY", ACCESS_KEY, "CEPH_DEMO_SECRET_KEY", SECRET_KEY));
        }
    };

    static final String ACCESS_KEY = "sitemend";
    static final String SECRET_KEY = "a-key-of-tests-alone";

    private final String image;
    private final int port;

    StoreServer(String image, int port) {
        this.image = image;
        this.port = port;
    }

    /** Its name with Docker. */
    public String image() {
        return image;
    }

    int port() {
        return port;
    }

    /** Tells the image's own way to say which keys count. */
    abstract GenericContainer<?> configure(GenericContainer<?> container);
}
