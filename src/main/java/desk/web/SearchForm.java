package desk.web;

import desk.SearchQuery;
import desk.TimeParser;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import settings.Settings;

/**
 * What somebody typed into the search form. Times are absolute: a shared link means the same day tomorrow.
 *
 * @param from a time that {@link TimeParser} reads, or empty
 * @param until a time in the same forms, or empty
 * @param zone the zone of these times
 */
public record SearchForm(
        String text,
        String set,
        String status,
        String tenant,
        String sender,
        String subject,
        String from,
        String until,
        String zone) {

    static final SearchForm EMPTY = new SearchForm("", "", "", "", "", "", "", "", "");

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Creates the form of a list by set and status only. */
    static SearchForm of(String set, String status) {
        return new SearchForm("", set, status, "", "", "", "", "", "");
    }

    /** @return whether only set and status are filled in, which a link may contain */
    public boolean isPlain() {
        return equals(of(set, status));
    }

    /**
     * @param zoneOfReader the browser's zone; empty without JavaScript
     * @throws IllegalArgumentException if a time cannot be read
     */
    SearchForm resolved(Clock clock, Settings settings, String zoneOfReader) {
        if (from.isBlank() && until.isBlank()) {
            return new SearchForm(text, set, status, tenant, sender, subject, "", "", "");
        }
        ZoneId own = zone(zoneOfReader, TimeParser.zone(settings, set));
        return new SearchForm(
                text, set, status, tenant, sender, subject, at(from, clock, own), at(until, clock, own), own.getId());
    }

    private static String at(String time, Clock clock, ZoneId zone) {
        return time.isBlank()
                ? ""
                : LOCAL.format(TimeParser.parse(time, clock, zone).atZone(zone));
    }

    private static ZoneId zone(String name, ZoneId otherwise) {
        try {
            return name.isEmpty() ? otherwise : ZoneId.of(name);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /**
     * @param before where the previous page ended; null for the first
     * @throws IllegalArgumentException if the search is too long, or a time cannot be read
     */
    SearchQuery query(Clock clock, Instant before, int limit) {
        ZoneId own = zone(zone, ZoneId.systemDefault());
        Instant since = from.isEmpty() ? Instant.EPOCH : TimeParser.parse(from, clock, own);
        Instant end = until.isEmpty() ? SearchQuery.soon(clock.instant()) : TimeParser.parse(until, clock, own);
        return new SearchQuery(
                text,
                set,
                PageParameters.status(status),
                tenant,
                sender,
                subject,
                since,
                before != null && before.isBefore(end) ? before : end,
                limit);
    }

    /** @return the search's parts by name, without empty ones */
    Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>(Map.of(
                "text", text, "set", set, "status", status, "tenant", tenant, "sender", sender, "subject", subject,
                "from", from, "until", until, "zone", zone));
        parts.values().removeIf(String::isEmpty);
        return parts;
    }

    static SearchForm of(Map<String, String> parts) {
        return new SearchForm(
                parts.getOrDefault("text", ""),
                parts.getOrDefault("set", ""),
                parts.getOrDefault("status", ""),
                parts.getOrDefault("tenant", ""),
                parts.getOrDefault("sender", ""),
                parts.getOrDefault("subject", ""),
                parts.getOrDefault("from", ""),
                parts.getOrDefault("until", ""),
                parts.getOrDefault("zone", ""));
    }
}
