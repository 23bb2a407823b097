package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.DeliveryStatus;

/** An operator's action on a delivery that has ended, and the statuses in which it is allowed. */
public enum OperatorAction {
    /** Runs the delivery again. */
    REDRIVE("redriven", FAILED, DEAD, DROPPED, DONE),
    /** Releases a held delivery. */
    RELEASE("released", HELD),
    /** Closes the delivery: its program never gets the mail. */
    DROP("dropped", HELD, FAILED, DEAD);

    private final String done;
    private final List<DeliveryStatus> from;

    OperatorAction(String done, DeliveryStatus... from) {
        this.done = done;
        this.from = List.of(from);
    }

    /** @return the actions that are allowed for a delivery with this status */
    public static List<OperatorAction> allowedIn(DeliveryStatus status) {
        return Stream.of(values()).filter(action -> action.isAllowedIn(status)).toList();
    }

    /** @param name lower case, as in a path of the API */
    public static Optional<OperatorAction> named(String name) {
        return Stream.of(values())
                .filter(action -> action.lowerCaseName().equals(name))
                .findFirst();
    }

    /** @param status the delivery's status; for null, no action is allowed */
    public boolean isAllowedIn(DeliveryStatus status) {
        return status != null && from.contains(status);
    }

    /** @return statuses in which the action is allowed; the first is the default */
    public List<DeliveryStatus> from() {
        return from;
    }

    /** @return "redriven", for reports */
    public String done() {
        return done;
    }

    public String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
