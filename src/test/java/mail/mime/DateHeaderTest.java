package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateHeaderTest {

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 12 May 2023 08:00:05 +0900 (JST) | 2023-05-11T23:00:05Z",
                "12 May 23 00:00:05 -0800 | 2023-05-12T08:00:05Z",
                "12 May 49 00:00:05 +0000 | 2049-05-12T00:00:05Z",
                "12 May 50 00:00:05 +0000 | 1950-05-12T00:00:05Z",
                "23 Nov 96 10:00 GMT | 1996-11-23T10:00:00Z",
                "12 May 103 00:00:05 +0000 | 2003-05-12T00:00:05Z",
                "12 May 099 00:00:05 +0000 | 1999-05-12T00:00:05Z",
                "Fri, 12 May 2023 08:00:05 JST | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 KST | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 CST | 2023-05-12T14:00:05Z",
                "Fri, 12 May 2023 08:00:05 PDT | 2023-05-12T15:00:05Z",
                "Fri, 12 May 2023 08:00:05 CEST | 2023-05-12T06:00:05Z",
                "Fri, 12 May 2023 08:00:05 GMT+0900 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 GMT-03:30 | 2023-05-12T11:30:05Z",
                "Fri, 12 May 2023 08:00:05 UTC+9 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 +09:00 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 +900 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 +1830 | 2023-05-11T13:30:05Z",
                "Fri, 12 May 2023 08:00:05 -9959 | 2023-05-16T11:59:05Z",
                "Fri, 12 May 2023 08:00:05 +0960 (JST) | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 JST-9 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 EST+5 | 2023-05-12T13:00:05Z",
                "Fri, 12 May 2023 08:00:05 東京 (標準時) | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 (Tokyo Standard Time) | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 (JST) | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:05 Pacific Daylight Time | 2023-05-12T15:00:05Z",
                "Thu, 12 Jan 2023 08:00:05 W. Europe Standard Time | 2023-01-12T07:00:05Z",
                "2023-05-12T08:00:05Z | 2023-05-12T08:00:05Z",
                "2023-05-12T08:00:05+09:00 | 2023-05-11T23:00:05Z",
                "2023-05-12 08:00:05.123 +0900 | 2023-05-11T23:00:05Z",
                "2023/05/12 08:00 JST | 2023-05-11T23:00:00Z",
                "2023年5月12日(金) 8時00分05秒 JST | 2023-05-11T23:00:05Z",
                "金, 12 5月 2023 08:00:05 +0900 | 2023-05-11T23:00:05Z",
                "Fri May 12 08:00:05 2023 +0000 | 2023-05-12T08:00:05Z",
                "Fri May 12 08:00:05 JST 2023 | 2023-05-11T23:00:05Z",
                "12-May-2023 08:00:05 +0900 | 2023-05-11T23:00:05Z",
                "May 12, 2023 8:00 PM GMT | 2023-05-12T20:00:00Z",
                "May 12, 2023 12:00 AM GMT | 2023-05-12T00:00:00Z",
                "Mon, 12 May 2023 08:00:05 +0900 | 2023-05-11T23:00:05Z",
                "Fri, 12 May 2023 08:00:60 +0000 | 2023-05-12T08:00:59Z",
                "Fri, 12 MAY 2023 8:0:5 z | 2023-05-12T08:00:05Z",
            })
    void aDateIsReadHoweverItIsWritten(String header, String expected) {
        assertThat(DateHeader.parse(header, warnings)).isEqualTo(expected);
        assertThat(warnings).isEmpty();
    }

    @Test
    void theUsualFormIsReadAsTheJdkReadsIt() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            OffsetDateTime time = OffsetDateTime.ofInstant(
                    Instant.ofEpochSecond(random.nextInt()), ZoneOffset.ofTotalSeconds(random.nextInt(-719, 720) * 60));
            String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
            assertThat(DateHeader.parse(header.replace("GMT", "+0000"), warnings))
                    .as(header)
                    .isEqualTo(time.toInstant().toString());
        }
        assertThat(DateHeader.parse("31 Apr 2023 08:00:05 +0000", warnings))
                .as("the JDK takes the last day of a shorter month")
                .isEqualTo("2023-04-30T08:00:05Z");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thursday, April 09, 2003 9:00 AM | 2003-04-09T09:00:00Z",
                "Fri May 12 08:00:05 2023 | 2023-05-12T08:00:05Z",
                "12 May 2023 08:00:05 XYZ | 2023-05-12T08:00:05Z",
                "Fri, 12 May 2023 08:00:05 +090 | 2023-05-12T08:00:05Z",
                "Fri, 12 May 2023 08:00:05 +0960 | 2023-05-12T08:00:05Z",
                "12 May 2023 08:00 +9999 | 2023-05-12T08:00:00Z",
            })
    void aDateWithoutAZoneIsAGuess(String header, String expected) {
        assertThat(DateHeader.parse(header, warnings)).isEqualTo(expected);
        assertThat(warnings).containsExactly("the Date header names no known time zone: read as UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "12 May",
                "32 May 2023 08:00 GMT",
                "12 May 2023 25:00 GMT",
                "12 Mai 08:00",
                "",
                "08:00",
                "31 Apr 2023 08:00 +9999",
                "Fri, 31 Dec 9999 23:00:05 -0500",
                "9999-12-31T23:00:05-05:00",
                "0000-01-01T08:00:05+09:00",
            })
    void whatIsNoDateIsNone(String header) {
        assertThat(DateHeader.parse(header, warnings)).isNull();
        assertThat(warnings).containsExactly("the Date header is not a date");
    }

    @Test
    void noDateIsNoWarning() {
        assertThat(DateHeader.parse(null, warnings)).isNull();
        assertThat(warnings).isEmpty();
    }
}
