package mail.mime;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads a Date header (RFC 5322, section 3.3): the JDK reads valid dates, {@link LenientDate} the others. */
final class DateHeader {

    /** A smaller year was written with two or three digits. */
    private static final int FIRST_WHOLE_YEAR = 1000;

    private DateHeader() {}

    /** @return ISO 8601 in UTC, null for null and for text that is not a date */
    static String parse(String header, List<String> warnings) {
        if (header == null) {
            return null;
        }
        try {
            int comment = header.indexOf('(');
            String date = comment < 0 ? header : header.substring(0, comment).strip();
            OffsetDateTime parsed = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, OffsetDateTime::from);
            if (parsed.getYear() >= FIRST_WHOLE_YEAR) {
                return parsed.toInstant().toString();
            }
        } catch (DateTimeParseException seldom) {
            // the date may have another form
        }
        return parseOdd(header, warnings);
    }

    private static String parseOdd(String header, List<String> warnings) {
        try {
            LenientDate date = LenientDate.parse(header);
            if (date.isGuessed()) {
                warnings.add("the Date header names no known time zone: read as UTC");
            }
            return date.instant().toString();
        } catch (DateTimeException e) {
            warnings.add("the Date header is not a date");
            return null;
        }
    }
}
