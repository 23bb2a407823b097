package replay;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that may begin a mail in an mbox: {@code From sender Mon Nov 23 20:57:00 2026}. The lines around it decide
 * whether it does.
 *
 * @param sender envelope sender; empty for a bounce, or if it is not an address
 * @param at time of delivery, null if there is no readable date
 */
record FromLine(FromLineKind kind, String sender, Instant at) {

    enum FromLineKind {
        DATED,
        /**
         * From git format-patch, with a commit's name and a fixed date: in a mail it begins a patch, not another mail.
         */
        GIT,
        /** A line without a date: after {@code From} is nothing, a dash, or an address. */
        BARE
    }

    private static final int LONGEST = 1000;

    /** Mail servers write the date as ctime(3) does, some with a time zone inside or after it. */
    private static final Pattern DATED = Pattern.compile("(?s)From (?<sender>.*?) *(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
            + "(?<date>[A-Z][a-z]{2} +\\d{1,2} +\\d{1,2}:\\d\\d)(?<seconds>:\\d\\d)? "
            + "(?:(?<zone>[A-Z]{1,5}|[+-]\\d{4}) )?(?<year>\\d{4})(?: (?<offset>[+-]\\d{4}))?\\b.*");

    private static final Pattern GIT =
            Pattern.compile("From (?:[0-9a-f]{40}|[0-9a-f]{64}) Mon Sep 17 00:00:00 2001\\s*");

    private static final Pattern BARE = Pattern.compile("From (?:-|(?<sender>[^\\s@]+@[^\\s@]+))?\\s*");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d H:mm:ss yyyy", Locale.ROOT);

    /** @param zone the zone of the mail server that wrote the mbox, for dates without one */
    static Optional<FromLine> parse(LineReader.Line line, ZoneId zone) {
        byte[] bytes = line.bytes();
        if (!line.starts() || bytes.length > LONGEST || !startsWithFrom(bytes, 0)) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (GIT.matcher(text).matches()) {
            return Optional.of(new FromLine(FromLineKind.GIT, "", null));
        }
        Matcher dated = DATED.matcher(text);
        if (dated.matches()) {
            return Optional.of(new FromLine(FromLineKind.DATED, sender(dated), at(dated, zone)));
        }
        Matcher bare = BARE.matcher(text);
        return bare.matches() ? Optional.of(new FromLine(FromLineKind.BARE, sender(bare), null)) : Optional.empty();
    }

    static boolean startsWithFrom(byte[] bytes, int at) {
        return bytes.length >= at + 5
                && bytes[at] == 'F'
                && bytes[at + 1] == 'r'
                && bytes[at + 2] == 'o'
                && bytes[at + 3] == 'm'
                && bytes[at + 4] == ' ';
    }

    private static String sender(Matcher from) {
        String sender = from.group("sender");
        return sender != null && sender.indexOf('@') > 0 && sender.indexOf(' ') < 0 ? sender : "";
    }

    private static Instant at(Matcher from, ZoneId zone) {
        String seconds = from.group("seconds") == null ? ":00" : from.group("seconds");
        String date = from.group("date").replaceAll(" +", " ") + seconds + " " + from.group("year");
        String named = from.group("offset") == null ? from.group("zone") : from.group("offset");
        try {
            ZoneId own = named == null ? zone : ZoneId.of(named, ZoneId.SHORT_IDS);
            return LocalDateTime.parse(date, DATE).atZone(own).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
