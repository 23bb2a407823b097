package desk.jmx;

import desk.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import ledger.DeliveryStatus;
import picocli.CommandLine.TypeConversionException;

/** Arguments as consoles give them: a field that is left empty is null or blank. What is wrong is said in an exception that every console can read. */
final class Given {

    private Given() {}

    static String text(String given) {
        return given == null ? "" : given.strip();
    }

    static Instant time(String given, Instant otherwise, Clock clock) {
        try {
            return text(given).isEmpty() ? otherwise : Times.read(text(given), clock);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** @return null for any */
    static DeliveryStatus status(String given) {
        return text(given).isEmpty() ? null : DeliveryStatus.valueOf(text(given).toUpperCase(Locale.ROOT));
    }

    static int limit(int given, int most) {
        if (given < 1 || given > most) {
            throw new IllegalArgumentException("limit is 1 to " + most);
        }
        return given;
    }
}
