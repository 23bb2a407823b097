package ledger;

import java.time.LocalDate;

/**
 * Limits the deliveries of a set, and of each of its tenants: the number in progress at a time, and the number handed
 * over per day. Many workers may call each method at the same time; together they never exceed the limit.
 */
public interface Quotas {

    /**
     * Takes a slot for a delivery for as long as it is in progress ({@link DeliveryStatus#isInWork}). No worker has to
     * give it back, and a worker that dies keeps none. A second call for the same delivery takes no second slot.
     *
     * @param scope owner of the slots
     * @param places how many slots there are, 1 to 1000
     * @return whether the delivery has a slot
     */
    boolean enter(String scope, int places, DeliveryId id);

    /**
     * Adds one to a day's count. A second call counts twice.
     *
     * @return whether the count was below {@code atMost}; if not, this call is not counted
     */
    boolean count(String scope, LocalDate day, int atMost);
}
