package desk.web;

import desk.ShortDuration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/** A delivery's last attempt as a picture: its stages from SES to the program's end, with the time between two of them. */
public record StageDiagram(List<Stage> stages) {

    private static final int STEP = 150;

    /**
     * @param x where it stands
     * @param name key of its name in {@link Messages}
     * @param at when the delivery was there; null if it has not been
     * @param leg time since the stage before, in words; empty if there is none
     */
    public record Stage(int x, String name, Instant at, String leg) {

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

    public static StageDiagram of(Entry entry) {
        List<Stage> stages = new ArrayList<>();
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
            if (at != null || ended == null) { // a delivery that has ended will not reach the stages it skipped
                add(stages, name, at);
            }
        });
        return new StageDiagram(List.copyOf(stages));
    }

    public int width() {
        return STEP * (stages.size() - 1) + 120;
    }

    private static void add(List<Stage> stages, String name, Instant at) {
        Instant before = stages.stream()
                .map(Stage::at)
                .flatMap(Stream::ofNullable)
                .reduce((earlier, later) -> later)
                .orElse(null);
        String leg = at == null || before == null ? "" : ShortDuration.between(before, at);
        stages.add(new Stage(60 + STEP * stages.size(), name, at, leg));
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
}
