package desk.web;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import desk.ShortDuration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.DeliveryStatus;
import ledger.Entry;

/** A delivery's runs, newest first: each from its beginning to its end, with the time between its stages. */
public record Trail(List<Run> runs) {

    /** Maximum number of runs shown; the timeline has the older ones. */
    private static final int MOST = 5;

    private static final int STEP = 112;

    public record Run(List<Stage> stages) {

        /** @return the time at which the run began */
        public Instant at() {
            return stages.get(0).at();
        }

        public int width() {
            return STEP * (stages.size() - 1) + 120;
        }
    }

    /**
     * @param x horizontal position of the stage
     * @param name key of the stage in {@link Messages}, or a status
     * @param at when the delivery reached the stage; null if it has not
     * @param leg time since the previous stage, in words; empty if there is none
     * @param outcome the run's final status; empty for the other stages
     */
    public record Stage(int x, String name, Instant at, String leg, String outcome) {

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

    public static Trail of(Entry entry) {
        List<List<Entry.Event>> runs = split(entry.timeline());
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            boolean isLast = i == runs.size() - 1;
            all.add(0, run(runs.get(i), isLast && !entry.status().isFinal() && entry.status() != RETRY));
        }
        return new Trail(List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
    }

    /**
     * A run begins with the receipt, or with the RETRY that ended the previous run. A wait or an operator's action
     * without a following run is not a run.
     */
    private static List<List<Entry.Event>> split(List<Entry.Event> timeline) {
        List<List<Entry.Event>> runs = new ArrayList<>();
        List<Entry.Event> run = new ArrayList<>();
        for (Entry.Event event : timeline) {
            boolean ends = event.status() == RETRY || event.status().isFinal();
            run.add(event);
            if (ends && isRun(run)) {
                runs.add(List.copyOf(run));
            }
            if (ends) {
                run.clear();
                run.add(event);
            }
        }
        if (isRun(run) || runs.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private static boolean isRun(List<Entry.Event> events) {
        return events.size() > 1
                && (events.get(0).status() == DeliveryStatus.RECEIVED
                        || events.stream().anyMatch(event -> event.status().isInWork()));
    }

    private static Run run(List<Entry.Event> events, boolean goesOn) {
        Entry.Event start = events.get(0);
        Entry.Event last = events.get(events.size() - 1);
        boolean hasEnded = events.size() > 1 && !goesOn;
        Map<String, Instant> way = new LinkedHashMap<>();
        way.put(start.status() == DeliveryStatus.RECEIVED ? "stop.ses" : "stop.again", start.at());
        way.put("stop.claimed", first(events, CLAIMED));
        way.put("stop.handed-over", first(events, HANDED_OVER));
        way.put("stop.running", first(events, RUNNING));
        List<Stage> stages = new ArrayList<>();
        way.forEach((name, at) -> {
            if (at != null || !hasEnded) { // a run that has ended will not reach the stages that it skipped
                add(stages, name, at, "");
            }
        });
        if (hasEnded) {
            add(stages, last.status().name(), last.at(), last.status().name());
        } else {
            add(stages, DeliveryStatus.DONE.name(), null, "");
        }
        return new Run(List.copyOf(stages));
    }

    /** An event that records more time for a running task has the same status as the event before it. */
    private static Instant first(List<Entry.Event> events, DeliveryStatus status) {
        return events.stream()
                .skip(1)
                .filter(event -> event.status() == status)
                .map(Entry.Event::at)
                .findFirst()
                .orElse(null);
    }

    private static void add(List<Stage> stages, String name, Instant at, String outcome) {
        Optional<Instant> before = stages.stream()
                .map(Stage::at)
                .flatMap(time -> Optional.ofNullable(time).stream())
                .reduce((earlier, later) -> later);
        String leg = at == null || before.isEmpty() ? "" : ShortDuration.between(before.get(), at);
        stages.add(new Stage(60 + STEP * stages.size(), name, at, leg, outcome));
    }
}
