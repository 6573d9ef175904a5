package dev.sitemend.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StoredFormatTest {
    private static final HealMark MARK = new HealMark(
            ChannelId.of("garden", "main"),
            new Revision("a".repeat(40)),
            "f1",
            1,
            new BuildNumber(7),
            Instant.parse("2026-03-01T12:00:00Z"),
            new WriterToken("w1"));
    private static final DocumentSigner SIGNER =
            new DocumentSigner("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    private static final DocumentSigner STRANGER =
            new DocumentSigner("fedcba9876543210".getBytes(StandardCharsets.UTF_8));

    @Test
    void whatIsWrittenIsReadBack() {
        byte[] bytes = StoredFormat.HEAL_MARK.write(MARK);

        assertThat(StoredFormat.HEAL_MARK.read(bytes)).isEqualTo(MARK);
        assertThat(text(bytes))
                .contains("\"format\":\"sitemend.heal\"", "\"version\":1", "\"channel\":\"garden@main\"");
    }

    @Test
    void anUnknownFieldIsIgnored() {
        String extended = text(StoredFormat.HEAL_MARK.write(MARK)).replaceFirst("\\{", "{\"colour\":\"blue\",");

        assertThat(StoredFormat.HEAL_MARK.read(bytes(extended))).isEqualTo(MARK);
    }

    @Test
    void anUnknownVersionIsRefused() {
        String newer = text(StoredFormat.HEAL_MARK.write(MARK)).replace("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> StoredFormat.HEAL_MARK.read(bytes(newer)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("Cannot read version 2 of sitemend.heal: this Sitemend knows version 1");
    }

    @Test
    void aMissingFieldIsNamed() {
        String without = text(StoredFormat.HEAL_MARK.write(MARK)).replace("\"revision\":", "\"visioren\":");

        assertThatThrownBy(() -> StoredFormat.HEAL_MARK.read(bytes(without)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("'revision' is missing");
    }

    @Test
    void anotherKindIsRefused() {
        byte[] mark = StoredFormat.HEAL_MARK.write(MARK);

        assertThatThrownBy(() -> StoredFormat.CLAIM.read(mark))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("Expected a sitemend.claim, found 'sitemend.heal'");
    }

    @Test
    void aSignatureCoversEveryFieldAlsoUnknownOnes() {
        byte[] signed = StoredFormat.HEAL_MARK.write(MARK, SIGNER);
        String extended = text(signed).replaceFirst("\\{", "{\"colour\":\"blue\",");

        assertThat(StoredFormat.HEAL_MARK.read(signed, SIGNER)).isEqualTo(MARK);
        assertThatThrownBy(() -> StoredFormat.HEAL_MARK.read(bytes(extended), SIGNER))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("The signature of this sitemend.heal is not ours");
        assertThatThrownBy(() -> StoredFormat.HEAL_MARK.read(signed, STRANGER))
                .isInstanceOf(MalformedDocumentException.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
