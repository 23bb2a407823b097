package mail.mime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates that violate RFC 5322: with a short year, in ISO 8601, in the format of {@code asctime}, or with words of
 * a locale.
 *
 * @param offset the time zone's distance from UTC; null if the date names no known zone
 */
record LenientDate(LocalDateTime local, Duration offset) {

    /** Maximum length of a date: parsing a longer text would take too long. */
    private static final int LONGEST = 200;

    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:])(\\d{1,2})[:時](\\d{1,2})(?:[:分](\\d{1,2})秒?)?(?:[.,]\\d{1,9})?分?(?:\\s{0,3}([ap])\\.?m\\b\\.?)?");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<!\\d)(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)日?");

    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\\d{1,2}[月월])[a-z]{0,6}\\.?";

    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ \\-/.,]{0,4}" + MONTH + "[ \\-/.,']{0,4}(\\d{1,4})(?![\\d:])");

    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?<![a-z])" + MONTH + "[ \\-/.,]{0,4}(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])");

    private static final Pattern YEAR = Pattern.compile("(?<![\\d:+-])(\\d{4})(?![\\d:])");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** @throws DateTimeException if the header is not a date */
    static LenientDate parse(String header) {
        String text = header.substring(0, Math.min(LONGEST, header.length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=\\d)t(?=\\d)", " ");
        Matcher time = TIME.matcher(text);
        if (!time.find()) {
            throw new DateTimeException("no time");
        }
        String zone = text.substring(time.end());
        String date = text.substring(0, time.start()) + " | " + zone;
        LocalDateTime day = yearFirst(date)
                .or(() -> dayFirst(date))
                .or(() -> monthFirst(date))
                .orElseThrow(() -> new DateTimeException("no day"));
        int second = time.group(3) == null ? 0 : Math.min(59, Integer.parseInt(time.group(3))); // 60 is a leap second
        LocalDateTime local = day.withHour(hour(time))
                .withMinute(Integer.parseInt(time.group(2)))
                .withSecond(second);
        return new LenientDate(local, TimeZones.offset(zone, local).orElse(null));
    }

    boolean isGuessed() {
        return offset == null;
    }

    Instant instant() {
        return local.toInstant(ZoneOffset.UTC).minus(offset == null ? Duration.ZERO : offset);
    }

    private static int hour(Matcher time) {
        int hour = Integer.parseInt(time.group(1));
        if (time.group(4) == null) {
            return hour;
        }
        return hour % 12 + (time.group(4).equals("p") ? 12 : 0);
    }

    private static Optional<LocalDateTime> yearFirst(String text) {
        Matcher date = YEAR_FIRST.matcher(text);
        return date.find()
                ? Optional.of(day(date.group(1), Integer.parseInt(date.group(2)), date.group(3)))
                : Optional.empty();
    }

    private static Optional<LocalDateTime> dayFirst(String text) {
        Matcher date = DAY_FIRST.matcher(text);
        return date.find() ? Optional.of(day(date.group(3), month(date.group(2)), date.group(1))) : Optional.empty();
    }

    /** The format of {@code asctime}, with the year at the end. */
    private static Optional<LocalDateTime> monthFirst(String text) {
        Matcher date = MONTH_FIRST.matcher(text);
        if (!date.find()) {
            return Optional.empty();
        }
        Matcher year = YEAR.matcher(text);
        return year.find(date.end(2))
                ? Optional.of(day(year.group(1), month(date.group(1)), date.group(2)))
                : Optional.empty();
    }

    private static int month(String name) {
        return Character.isDigit(name.charAt(0))
                ? Integer.parseInt(name.substring(0, name.length() - 1))
                : 1 + MONTHS.indexOf(name);
    }

    private static LocalDateTime day(String year, int month, String day) {
        return LocalDateTime.of(whole(year), month, Integer.parseInt(day), 0, 0);
    }

    /** RFC 5322, section 4.3: 00 to 49 are of this century; other years of two or three digits count from 1900. */
    private static int whole(String year) {
        int number = Integer.parseInt(year);
        if (year.length() > 3) {
            return number;
        }
        return number + (year.length() < 3 && number < 50 ? 2000 : 1900);
    }
}
