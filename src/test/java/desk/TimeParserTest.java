package desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import settings.Settings;

class TimeParserTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** In Tokyo it is already the first of December. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T18:05:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "yesterday, 2026-11-29T15:00:00Z",
        "Today, 2026-11-30T15:00:00Z",
        "today 09:00, 2026-12-01T00:00:00Z",
        "今日 9:00, 2026-12-01T00:00:00Z",
        "昨日, 2026-11-29T15:00:00Z",
        "02:30, 2026-11-30T17:30:00Z",
        "2026-11-24, 2026-11-23T15:00:00Z",
        "2026-11-24 10:00, 2026-11-24T01:00:00Z",
        "2026-11-24T10:00:05, 2026-11-24T01:00:05Z",
        "2026-11-24T10:00+01:00, 2026-11-24T09:00:00Z",
        "2h, 2026-11-30T16:05:00Z"
    })
    void aTimeIsReadAsPeopleInTheZoneMeanIt(String text, Instant time) {
        assertThat(TimeParser.parse(text, CLOCK, TOKYO)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tomorrow-ish", "25:00", "2026-13-01", "today at nine", "9999999999h", "T"})
    void whatIsNoTimeIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> TimeParser.parse(text, CLOCK, TOKYO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday, today 09:00");
    }

    @Test
    void aTimeThatTheClockSkipsIsAnHourLater() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(TimeParser.parse("2026-03-29 02:30", CLOCK, berlin))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void aSetHasItsOwnZoneElseThatOfAllSearches() {
        Settings settings = Configuration.with(Map.of(
                "hikyaku.search.zone", "Asia/Tokyo",
                "hikyaku.sets.one.domains", "one.example",
                "hikyaku.sets.one.aliases", "classpath:none",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.zone", "Europe/Berlin"));

        assertThat(TimeParser.zone(settings, "one")).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(TimeParser.zone(settings, "")).isEqualTo(TOKYO);
        assertThat(TimeParser.zone(Configuration.with(Map.of()), "one")).isEqualTo(ZoneId.systemDefault());
    }
}
