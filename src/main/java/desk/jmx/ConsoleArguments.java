package desk.jmx;

import desk.TimeParser;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import ledger.DeliveryStatus;

/**
 * Parses arguments from consoles: an empty field is null or blank. It refuses a wrong argument with a message that
 * every console can show.
 */
final class ConsoleArguments {

    private ConsoleArguments() {}

    static String text(String given) {
        return given == null ? "" : given.strip();
    }

    static Instant time(String given, Instant otherwise, Clock clock) {
        return text(given).isEmpty() ? otherwise : TimeParser.parse(text(given), clock);
    }

    /** @return the status; null if the field is empty, which means any */
    static DeliveryStatus status(String given) {
        return text(given).isEmpty() ? null : DeliveryStatus.valueOf(text(given).toUpperCase(Locale.ROOT));
    }

    static int limit(int given, int most) {
        if (given < 1 || given > most) {
            throw new IllegalArgumentException("limit must be 1 to " + most);
        }
        return given;
    }

    static String reason(String why) {
        if (text(why).isEmpty()) {
            throw new IllegalArgumentException("a reason is missing: enter it as why, for the timeline");
        }
        return text(why);
    }
}
