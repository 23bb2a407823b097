package ledger;

import java.time.LocalDate;

/**
 * Counts what a set, or a tenant of it, has at once and in a day. Every method may be called by many workers at the same
 * time: together they never get more than there is.
 */
public interface Quotas {

    /**
     * Takes a place for a delivery, which has it as long as it is in work ({@link DeliveryStatus#isInWork}): nobody has to
     * give it back, and a worker that dies keeps none. A second call for the same delivery takes no second place.
     *
     * @param scope whose places
     * @param places how many there are, 1 to 1000
     * @return whether the delivery has one
     */
    boolean enter(String scope, int places, DeliveryId id);

    /**
     * Counts one more on a day. A second call counts twice.
     *
     * @return whether it was one of the first {@code atMost}; if not, it is not counted
     */
    boolean count(String scope, LocalDate day, int atMost);
}
