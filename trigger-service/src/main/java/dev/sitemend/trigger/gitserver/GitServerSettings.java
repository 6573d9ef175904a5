package dev.sitemend.trigger.gitserver;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * {@code sitemend.receive.*}.
 *
 * @param follow how long a push is kept to be told what becomes of it
 * @param maxPack the largest pack that one push may send
 * @param maxObject the largest file that one push may bring
 * @param timeout how long a client may be silent while it sends or receives
 */
@ConfigurationProperties(GitServerSettings.PREFIX)
public record GitServerSettings(
        @Name("wait") @DefaultValue("60s") Duration follow,
        @DefaultValue("2GB") DataSize maxPack,
        @DefaultValue("512MB") DataSize maxObject,
        @DefaultValue("60s") Duration timeout) {
    public static final String PREFIX = "sitemend.receive";

    public GitServerSettings {
        if (follow.isNegative()) {
            throw new IllegalArgumentException(PREFIX + ".wait must not be negative, is " + follow);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException(PREFIX + ".timeout must be 1s or more, is " + timeout);
        }
    }

    long maxPackBytes() {
        return maxPack.toBytes();
    }

    long maxObjectBytes() {
        return maxObject.toBytes();
    }
}
