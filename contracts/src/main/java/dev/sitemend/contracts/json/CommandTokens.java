package dev.sitemend.contracts.json;

import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.id.WriterToken;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The writer tokens of entries that people asked for. They follow from the command, so that the log tells whether a
 * command was carried out before: "the build before what is live", delivered twice, must not go back twice.
 */
public final class CommandTokens {
    private CommandTokens() {}

    public static WriterToken of(PublishEvent command) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(EventJson.write(command));
            // 128 bits, as many as a random token has.
            return new WriterToken(EventType.of(command).eventClass().getSimpleName() + "-"
                    + HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
