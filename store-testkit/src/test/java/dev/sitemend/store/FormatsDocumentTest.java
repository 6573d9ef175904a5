package dev.sitemend.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.contracts.vocabulary.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/formats.md} names whatever is stored. */
final class FormatsDocumentTest {
    private static final String DOCUMENT = read();

    static Stream<Class<? extends Record>> records() {
        return Stream.of(
                Claim.class,
                Report.class,
                Report.Step.class,
                Outcome.Succeeded.class,
                Outcome.Failed.class,
                Outcome.Abandoned.class,
                Artifact.class,
                PackReference.class,
                Changes.class,
                CacheSeal.class,
                Lineage.class,
                Generation.class,
                Generation.Promoted.class,
                Generation.RolledBack.class,
                Generation.Locked.class,
                Generation.Unlocked.class,
                Generation.Retired.class,
                Generation.Collected.class,
                HealMark.class,
                SiteSettings.class,
                Retention.class,
                AccessToken.class,
                TokenRevocation.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldIsNamed(Class<? extends Record> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            assertThat(DOCUMENT).containsPattern("\\b" + field.getName() + "\\b");
        }
    }

    @Test
    void everyFormatIsNamed() throws IOException {
        Path golden = root().resolve("contracts/src/test/resources/golden/documents");
        try (Stream<Path> files = Files.list(golden)) {
            files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.indexOf(".v")))
                    .distinct()
                    .forEach(format -> assertThat(DOCUMENT).contains("### " + format + "\n"));
        }
    }

    @Test
    void everyKeyIsNamed() {
        ChannelId channel = ChannelId.of("site", "channel");
        BuildNumber build = new BuildNumber(1);
        Stream.of(
                        Keys.settings(channel.site(), 1),
                        Keys.claim(channel.site(), build),
                        Keys.report(channel.site(), build),
                        Keys.log(channel.site(), build),
                        Keys.pack(channel.site(), new Digest("0".repeat(64))),
                        Keys.cache(channel, build),
                        Keys.generation(channel, new GenerationNumber(1)),
                        Keys.heal(channel, new Revision("a".repeat(40)), "fingerprint", 1),
                        Keys.accessCreated("id"),
                        Keys.accessRevoked("id"))
                .map(FormatsDocumentTest::asPattern)
                .forEach(key -> assertThat(DOCUMENT).containsPattern("`" + key + "`"));
    }

    @Test
    void everyWordOfTheVocabularyIsNamed() {
        Stream.of(BuildMode.values(), Cause.values(), FailureClass.values(), Role.values())
                .flatMap(Arrays::stream)
                .forEach(word -> assertThat(DOCUMENT).contains("`" + word.name() + "`"));
    }

    /** The key as the document writes it: {@code <…>} for whatever is not the same in all keys of its kind. */
    private static String asPattern(ObjectKey key) {
        return key.value()
                .replace(".", "\\.")
                .replaceAll(
                        "(0{64}|[0-9]{10}|a{40}-fingerprint|\\bid\\b|(?<=/)channel(?=/)|(?<=^sites/)site)", "<[^`]+>");
    }

    private static String read() {
        try {
            return Files.readString(root().resolve("docs/formats.md"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read docs/formats.md", e);
        }
    }

    private static Path root() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    }
}
