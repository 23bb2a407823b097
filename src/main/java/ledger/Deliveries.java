package ledger;

import java.util.List;
import java.util.Optional;

/** Reads the ledger. Reads may be a moment late and decide nothing: what follows from them is a conditional write. */
public interface Deliveries {

    /** @return also what is FORGOTTEN, by its address or what is left of it; the address is not in the answer. */
    Optional<Entry> find(DeliveryId id);

    /** @return the deliveries of one mail, by recipient; empty for a mail that the ledger does not know. */
    List<Entry> ofMail(String mail);

    /** @return those of them that have no row, in their order; what is FORGOTTEN has one. */
    List<Delivery> unknown(List<Delivery> deliveries);

    /** @return open deliveries whose time has come, longest overdue first, at most {@code limit}. */
    List<Entry> due(int limit);
}
