package mail.mime;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads a Date header (RFC 5322, section 3.3): the JDK the dates that keep to it, Jakarta Mail the others. */
final class Dates {

    private Dates() {}

    /** @return ISO 8601 in UTC, null for null and for what is no date */
    static String parse(String header, List<String> warnings) {
        if (header == null) {
            return null;
        }
        try {
            int comment = header.indexOf('(');
            String date = comment < 0 ? header : header.substring(0, comment).strip();
            return DateTimeFormatter.RFC_1123_DATE_TIME
                    .parse(date, Instant::from)
                    .toString();
        } catch (DateTimeParseException seldom) {
            return parseLeniently(header, warnings);
        }
    }

    private static String parseLeniently(String header, List<String> warnings) {
        try {
            return new MailDateFormat().parse(header).toInstant().toString();
        } catch (ParseException e) {
            warnings.add("the Date header is not a date");
            return null;
        }
    }
}
