package dev.sitemend.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.json.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenEventsTest {
    static Stream<Sample<Event>> events() {
        return EventSamples.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void whatWasSentIsReadAndSentAgain(Sample<Event> sample) {
        byte[] golden = GoldenFiles.read("events", sample.file());
        EventType type = EventType.of(sample.value());

        assertThat(EventJson.read(type, golden)).isEqualTo(sample.value());
        assertThat(new String(EventJson.write(sample.value()), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden, StandardCharsets.UTF_8));
        assertThat(EventType.named(sample.file().replaceFirst("\\.(least|seen)$", "")))
                .contains(type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void fieldsOfALaterVersionAreIgnoredWhereverTheyAre(Sample<Event> sample) {
        String extended = new String(GoldenFiles.read("events", sample.file()), StandardCharsets.UTF_8)
                .replaceAll("\\{(?=\")", "{\"colour\":[\"blue\",[1.5,null]],\"ünknown\":true,");

        assertThat(EventJson.read(EventType.of(sample.value()), extended.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sample.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void anEmptyEventIsRefused(Sample<Event> sample) {
        assertThatThrownBy(() -> EventJson.read(EventType.of(sample.value()), "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void everyTypeHasAGoldenFile() {
        Set<EventType> types =
                events().map(sample -> EventType.of(sample.value())).collect(Collectors.toSet());

        assertThat(types).isEqualTo(EnumSet.allOf(EventType.class));
    }
}
