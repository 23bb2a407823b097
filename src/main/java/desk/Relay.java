package desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/** The way of a delivery's last attempt as a picture: from SES to the program's end, with the time that each leg took. */
public record Relay(List<Stop> stops) {

    private static final int STEP = 150;

    /**
     * @param x where it stands
     * @param name key of its name in {@code Words}
     * @param at when the delivery was there; null if it has not been
     * @param leg time since the stop before, in words; empty if there is none
     */
    public record Stop(int x, String name, Instant at, String leg) {

        public boolean isReached() {
            return at != null;
        }

        public int before() {
            return x - STEP;
        }

        public int middle() {
            return x - STEP / 2;
        }
    }

    public static Relay of(Entry entry) {
        List<Stop> stops = new ArrayList<>();
        Instant claimed = last(entry, DeliveryStatus.CLAIMED, Instant.MIN).orElse(null);
        Instant handedOver = after(entry, DeliveryStatus.HANDED_OVER, claimed);
        Instant running = after(entry, DeliveryStatus.RUNNING, claimed);
        Instant ended = entry.status().isFinal() ? entry.last().at() : null;
        Map<String, Instant> way = new LinkedHashMap<>();
        way.put("stop.ses", entry.delivery().receivedAt());
        way.put("stop.claimed", claimed);
        way.put("stop.handed-over", handedOver);
        way.put("stop.running", running);
        way.put("stop.ended", ended);
        way.forEach((name, at) -> {
            if (at != null || ended == null) { // where one that has ended has not been, nobody waits for it
                add(stops, name, at);
            }
        });
        return new Relay(List.copyOf(stops));
    }

    public int width() {
        return STEP * (stops.size() - 1) + 120;
    }

    private static void add(List<Stop> stops, String name, Instant at) {
        Instant before = stops.stream()
                .map(Stop::at)
                .flatMap(Stream::ofNullable)
                .reduce((earlier, later) -> later)
                .orElse(null);
        String leg = at == null || before == null ? "" : words(Duration.between(before, at));
        stops.add(new Stop(60 + STEP * stops.size(), name, at, leg));
    }

    private static Instant after(Entry entry, DeliveryStatus status, Instant claimed) {
        return claimed == null ? null : last(entry, status, claimed).orElse(null);
    }

    private static Optional<Instant> last(Entry entry, DeliveryStatus status, Instant since) {
        return entry.timeline().stream()
                .filter(event -> event.status() == status && !event.at().isBefore(since))
                .map(Entry.Event::at)
                .reduce((earlier, later) -> later);
    }

    /** @return a time in two units at most: 12 ms, 3.4 s, 5 m 12 s, 2 h 3 m, 4 d 1 h */
    static String words(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return "%.1f s".formatted(millis / 1000.0);
        }
        long minutes = time.toMinutes();
        if (minutes < 60) {
            return minutes + " m " + time.toSecondsPart() + " s";
        }
        return time.toHours() < 24
                ? time.toHours() + " h " + time.toMinutesPart() + " m"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
