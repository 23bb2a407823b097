package desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import settings.MailSet;
import settings.Settings;

/** Reads a time as people write it: a day, a time of a day, a time with its zone, or how long ago. */
public final class TimeParser {

    public static final String DESCRIPTION =
            "a day (2026-11-24, its beginning here), a time with its zone (2026-11-24T10:00+09:00), or how long ago"
                    + " (90s, 15m, 2h, 7d)";

    /** The forms that {@link #parse(String, Clock, ZoneId)} reads. */
    public static final String WORDS =
            "yesterday, today 09:00, 09:00, a day and time (2026-11-24 10:00), " + DESCRIPTION;

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Pattern LOCAL = Pattern.compile(
            "(?:([^\\s\\d]{1,20}|\\d{4}-\\d\\d-\\d\\d)(?:[\\sT]|$))?\\s*" + "(\\d{1,2}:\\d\\d(?::\\d\\d)?)?");
    private static final Map<String, Integer> DAYS_AGO = Map.of("today", 0, "yesterday", 1, "今日", 0, "昨日", 1);

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

    /**
     * @param zone the zone of days and times that name none
     * @throws IllegalArgumentException if the text is no time, with the text and {@link #WORDS}
     */
    public static Instant parse(String text, Clock clock, ZoneId zone) {
        try {
            return local(text.strip(), LocalDate.ofInstant(clock.instant(), zone), zone)
                    .orElseGet(() -> parse(text.strip(), clock));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("none of " + WORDS + ": " + text, e);
        }
    }

    /** @return the zone for searches of the set; for an unknown set, that for searches of all sets */
    public static ZoneId zone(Settings settings, String set) {
        return Optional.ofNullable(settings.sets().get(set))
                .flatMap(MailSet::zone)
                .or(() -> settings.search().zone())
                .orElseGet(ZoneId::systemDefault);
    }

    /**
     * A time that the clock skips in spring counts as an hour later. A time that the clock repeats in autumn means the
     * earlier of the two.
     */
    private static Optional<Instant> local(String text, LocalDate today, ZoneId zone) {
        Matcher local = LOCAL.matcher(text);
        if (text.isEmpty() || !local.matches()) {
            return Optional.empty();
        }
        String day = local.group(1) == null ? "today" : local.group(1).toLowerCase(Locale.ROOT);
        LocalDate date = DAYS_AGO.containsKey(day) ? today.minusDays(DAYS_AGO.get(day)) : LocalDate.parse(day);
        String time = local.group(2);
        return Optional.of(
                time == null
                        ? date.atStartOfDay(zone).toInstant()
                        : date.atTime(LocalTime.parse(time.indexOf(':') == 1 ? "0" + time : time))
                                .atZone(zone)
                                .toInstant());
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
