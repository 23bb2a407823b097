package ledger;

import java.util.List;
import java.util.Optional;

/** Reads the ledger. Reads may be slightly stale and decide nothing: every decision is a conditional write. */
public interface Deliveries {

    /**
     * @return the delivery, also a FORGOTTEN one, by its address or its pseudonym; the answer does not contain the
     *     address.
     */
    Optional<Entry> find(DeliveryId id);

    /** @return the deliveries of one mail, by recipient; empty for a mail that the ledger does not know. */
    List<Entry> ofMail(String mail);

    /**
     * @return the deliveries of one mail in domains that are or were the set's. This costs a query for each of these
     *     domains, not for each domain of all sets
     */
    List<Entry> ofMail(String mail, String set);

    /** @return the deliveries without a row, in their order; a FORGOTTEN delivery has a row. */
    List<Delivery> unknown(List<Delivery> deliveries);

    /** @return open deliveries that are due, longest overdue first, at most {@code limit}. */
    List<Entry> due(int limit);
}
