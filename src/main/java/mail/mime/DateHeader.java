package mail.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Date header (RFC 5322, section 3.3). Nearly all senders write the same form, and reading it directly is much
 * faster than the JDK's formatter. The JDK reads other valid dates, {@link LenientDate} all others.
 */
final class DateHeader {

    /** A smaller year was written with two or three digits. */
    private static final int FIRST_WHOLE_YEAR = 1000;

    private static final Pattern USUAL = Pattern.compile(
            "(?:[A-Z][a-z]{2}, )?(\\d{1,2}) ([A-Z][a-z]{2}) ([1-9]\\d{3}) (\\d\\d):(\\d\\d):(\\d\\d) ([+-]\\d{4})");

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private DateHeader() {}

    /** @return ISO 8601 in UTC, null for null and for text that is not a date */
    static String parse(String header, List<String> warnings) {
        if (header == null) {
            return null;
        }
        try {
            int comment = header.indexOf('(');
            String date = comment < 0 ? header : header.substring(0, comment).strip();
            Instant usual = usual(date);
            if (usual != null) {
                return text(usual);
            }
            OffsetDateTime parsed = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, OffsetDateTime::from);
            if (parsed.getYear() >= FIRST_WHOLE_YEAR) {
                return text(parsed.toInstant());
            }
        } catch (DateTimeException seldom) {
            // the date may have another form
        }
        return parseOdd(header, warnings);
    }

    /** A time zone may move a date out of the years 0 to 9999. The format of the manifest (RFC 3339) has no others. */
    private static String text(Instant date) {
        String text = date.toString();
        if (text.length() != "2023-05-12T08:00:05Z".length()) {
            throw new DateTimeException("a year without four digits");
        }
        return text;
    }

    /** @return null if the date has another form, or does not exist */
    private static Instant usual(String date) {
        Matcher found = USUAL.matcher(date);
        int month = found.matches() ? MONTHS.indexOf(found.group(2)) : -1;
        if (month % 3 != 0) {
            return null;
        }
        int zone = number(found, 7);
        try {
            return OffsetDateTime.of(
                            number(found, 3),
                            month / 3 + 1,
                            number(found, 1),
                            number(found, 4),
                            number(found, 5),
                            number(found, 6),
                            0,
                            ZoneOffset.ofHoursMinutes(zone / 100, zone % 100))
                    .toInstant();
        } catch (DateTimeException seldom) {
            return null;
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static String parseOdd(String header, List<String> warnings) {
        try {
            LenientDate date = LenientDate.parse(header);
            if (date.isGuessed()) {
                warnings.add("the Date header names no known time zone: read as UTC");
            }
            return text(date.instant());
        } catch (DateTimeException e) {
            warnings.add("the Date header is not a date");
            return null;
        }
    }
}
