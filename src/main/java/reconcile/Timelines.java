package reconcile;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Entry.Event;

/**
 * Checks a delivery's timeline against the life of a delivery. Events before an operator's last action are not checked,
 * because the operator has seen them.
 */
final class Timelines {

    /**
     * The ledger removes half of a timeline of a hundred events, but keeps the first event. So shorter timelines are
     * complete.
     */
    private static final int MAY_BE_SHORTENED = 50;

    private static final String START = "attempt ";

    private Timelines() {}

    /** @return the first fault, in words; empty if there is none */
    static Optional<String> fault(Entry entry) {
        List<Event> events = entry.timeline();
        if (events.get(events.size() - 1).status() != entry.status()) {
            return Optional.of("it is %s, and its timeline ends with %s"
                    .formatted(entry.status(), entry.last().status()));
        }
        int begin = begin(events);
        if (begin == 0 && events.get(0).status() != RECEIVED) {
            return Optional.of("its timeline begins with " + events.get(0).status());
        }
        boolean isShortened = events.size() > MAY_BE_SHORTENED;
        for (int i = begin + 1; i < events.size(); i++) {
            DeliveryStatus before = events.get(i - 1).status();
            DeliveryStatus after = events.get(i).status();
            if (!may(before, after) && !(isShortened && i == 1)) {
                return Optional.of(
                        after == DONE
                                ? "it is DONE without having been RUNNING, after " + before
                                : "%s follows %s".formatted(after, before));
            }
        }
        return startedTwice(events.subList(begin, events.size()));
    }

    /** @return the index of the last action of an operator; 0 if there was none */
    private static int begin(List<Event> events) {
        for (int i = events.size() - 1; i > 0; i--) {
            if (isReopening(events.get(i - 1), events.get(i))) {
                return i;
            }
        }
        return 0;
    }

    /** Whether the event is a redrive or a release, from any status. */
    static boolean isReopening(Event before, Event event) {
        return event.status() == RETRY && before.status().isFinal() && before.status() != FORGOTTEN
                || event.status() == RETRY && event.note().startsWith("was ");
    }

    private static boolean may(DeliveryStatus before, DeliveryStatus after) {
        return before.mayBecome(after)
                || before.isFinal()
                        && before != FORGOTTEN
                        && (after == FORGOTTEN || after == DROPPED && before != DONE);
    }

    /**
     * The second start of one attempt, if there is one. The note of a start has the attempt's number; a RUNNING event
     * that only gives a task more time has another note.
     */
    private static Optional<String> startedTwice(List<Event> events) {
        Set<String> attempts = new HashSet<>();
        return events.stream()
                .filter(event -> event.status() == RUNNING && event.note().startsWith(START))
                .filter(event -> !attempts.add(event.note()))
                .findFirst()
                .map(event -> event.note() + " was started twice");
    }
}
