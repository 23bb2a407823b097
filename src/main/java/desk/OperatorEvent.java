package desk;

import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;

/**
 * An operator's action, as {@link ledger.OperatorLedger} wrote it into a timeline: {@code was FAILED: the reason}.
 *
 * @param was the status that the operator saw
 */
public record OperatorEvent(Entry.Event event, OperatorAction action, DeliveryStatus was, String why) {

    private static final Pattern NOTE = Pattern.compile(Stream.of(DeliveryStatus.values())
            .filter(DeliveryStatus::isFinal)
            .map(DeliveryStatus::name)
            .collect(Collectors.joining("|", "(?s)was (", "): (.*)")));

    /** @return the operator's action; empty for events of pipeline and couriers */
    public static Optional<OperatorEvent> of(Entry.Event event) {
        Matcher note = NOTE.matcher(event.note());
        if ((event.status() != RETRY && event.status() != DROPPED) || !note.matches()) {
            return Optional.empty();
        }
        DeliveryStatus was = DeliveryStatus.valueOf(note.group(1));
        return Optional.of(new OperatorEvent(event, action(event.status(), was), was, note.group(2)));
    }

    private static OperatorAction action(DeliveryStatus now, DeliveryStatus was) {
        if (now == DROPPED) {
            return OperatorAction.DROP;
        }
        return was == HELD ? OperatorAction.RELEASE : OperatorAction.REDRIVE;
    }
}
