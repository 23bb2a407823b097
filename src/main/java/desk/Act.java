package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;

import java.util.List;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Reopening;

/** What an operator can do to a delivery that has ended. */
public enum Act {
    /** Run it again. */
    REDRIVE("redriven", FAILED, DEAD, DROPPED, DONE),
    /** Let it go on. */
    RELEASE("released", HELD),
    /** Nobody is to have it. */
    DROP("dropped", HELD, FAILED, DEAD);

    private final String done;
    private final List<DeliveryStatus> from;

    Act(String done, DeliveryStatus... from) {
        this.done = done;
        this.from = List.of(from);
    }

    /** @return "redriven", for reports */
    public String done() {
        return done;
    }

    /** @return statuses out of which it leads; the first is the usual one */
    public List<DeliveryStatus> from() {
        return from;
    }

    boolean perform(Reopening reopening, DeliveryId id, DeliveryStatus seen, String by, String why) {
        return this == DROP ? reopening.drop(id, seen, by, why) : reopening.reopen(id, seen, by, why);
    }
}
