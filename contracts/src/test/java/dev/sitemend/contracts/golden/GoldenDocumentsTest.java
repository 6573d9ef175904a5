package dev.sitemend.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.contracts.json.StoredFormat;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenDocumentsTest {
    private static final DocumentSigner SIGNER =
            new DocumentSigner("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    /** A kind of document with its samples, so that the compiler knows that they fit. */
    record Kind<T extends Record>(
            StoredFormat<T> format, BiFunction<StoredFormat<T>, T, byte[]> write, Function<byte[], T> read) {
        static <T extends Record> Kind<T> plain(StoredFormat<T> format) {
            return new Kind<>(format, StoredFormat::write, format::read);
        }

        static <T extends Record> Kind<T> signed(StoredFormat<T> format) {
            return new Kind<>(
                    format, (kind, document) -> kind.write(document, SIGNER), bytes -> format.read(bytes, SIGNER));
        }

        Stream<Arguments> with(Stream<Sample<T>> samples) {
            return samples.map(sample -> Arguments.of(Named.of(sample.file(), this), sample));
        }
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                        Kind.plain(StoredFormat.CLAIM).with(DocumentSamples.claims()),
                        Kind.signed(StoredFormat.REPORT).with(DocumentSamples.reports()),
                        Kind.plain(StoredFormat.CACHE_SEAL).with(DocumentSamples.seals()),
                        Kind.plain(StoredFormat.GENERATION).with(DocumentSamples.generations()),
                        Kind.plain(StoredFormat.HEAL_MARK).with(DocumentSamples.healMarks()),
                        Kind.plain(StoredFormat.SITE_SETTINGS).with(DocumentSamples.settings()),
                        Kind.plain(StoredFormat.ACCESS_TOKEN).with(DocumentSamples.accessTokens()),
                        Kind.plain(StoredFormat.TOKEN_REVOCATION).with(DocumentSamples.revocations()))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("documents")
    <T extends Record> void whatWasWrittenIsReadAndWrittenAgain(Kind<T> kind, Sample<T> sample) {
        byte[] golden = GoldenFiles.read("documents", sample.file());

        assertThat(kind.read().apply(golden)).isEqualTo(sample.value());
        assertThat(text(kind.write().apply(kind.format(), sample.value()))).isEqualTo(text(golden));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("documents")
    <T extends Record> void aFieldOfALaterVersionIsIgnored(Kind<T> kind, Sample<T> sample) {
        String extended = text(GoldenFiles.read("documents", sample.file()))
                .replaceFirst("\\{", "{\"colour\":{\"of\":[\"the\",\"sky\"]},");

        assertThat(kind.format().read(bytes(extended))).isEqualTo(sample.value());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("documents")
    <T extends Record> void anotherVersionIsRefused(Kind<T> kind, Sample<T> sample) {
        String newer = text(GoldenFiles.read("documents", sample.file())).replace("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> kind.format().read(bytes(newer)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("Cannot read version 2 of sitemend.");
    }

    @Test
    void everyFormatHasAGoldenFile() {
        long formats = Arrays.stream(StoredFormat.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == StoredFormat.class)
                .count();
        Set<String> kinds = new TreeSet<>();
        documents()
                .map(arguments -> ((Sample<?>) arguments.get()[1]).file())
                .forEach(file -> kinds.add(file.substring(0, file.indexOf(".v"))));

        assertThat(kinds).hasSize((int) formats);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
