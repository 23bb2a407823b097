package desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time: a day, a time with its zone, or how long ago. */
public final class TimeParser {

    public static final String DESCRIPTION =
            "a day (2026-11-24, its beginning here), a time with its zone (2026-11-24T10:00+09:00), or how long ago"
                    + " (90s, 15m, 2h, 7d)";

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private TimeParser() {}

    /** @throws IllegalArgumentException if the text is none of these, with the text and {@link #DESCRIPTION} */
    public static Instant parse(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("neither " + DESCRIPTION + ": " + text, e);
        }
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
