package routes.steps;

import java.time.Instant;
import org.apache.camel.Exchange;
import work.Work;

/**
 * Whether a message may be deleted, by the results of its deliveries.
 *
 * @param settled whether no delivery needs the message any longer
 * @param inLedger whether the ledger has the due time of each unsettled delivery
 * @param wantedAt the earliest time requested by a delivery; null if there is none
 */
record Settlement(boolean settled, boolean inLedger, Instant wantedAt) {

    private static final Variable<Settlement> VARIABLE = new Variable<>("settlement", Settlement.class);
    private static final Settlement NONE = new Settlement(true, true, null);

    static Settlement of(Exchange message) {
        Settlement settlement = VARIABLE.of(message);
        return settlement == null ? NONE : settlement;
    }

    static void set(Exchange message, Settlement settlement) {
        VARIABLE.set(message, settlement);
    }

    /** @param work the work on a further delivery of the message */
    Settlement and(Work work) {
        return work.settled()
                ? this
                : new Settlement(false, inLedger && work.wantedAt() != null, earliest(wantedAt, work.wantedAt()));
    }

    private static Instant earliest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
