package reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The time of receipt of the mails that are reconciled.
 *
 * @param until exclusive
 */
public record Period(Instant from, Instant until) {

    public static Period of(LocalDate day) {
        return new Period(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    boolean has(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    /** @return the period, extended by this time on both sides */
    Period with(Duration margin) {
        return new Period(from.minus(margin), until.plus(margin));
    }

    /** @return the days (UTC) that overlap the period */
    List<LocalDate> days() {
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(until.minusMillis(1), ZoneOffset.UTC);
        return first.datesUntil(last.plusDays(1)).toList();
    }
}
