package courier;

import addresses.AddressBook;
import archive.Inboxes;
import archive.MailOutsideInbox;
import jakarta.inject.Singleton;
import ledger.Delivery;
import ledger.DeliveryId;

/**
 * The deliveries that a courier may work on: those of the set in its own settings, with mail from that set's inbox. IAM
 * also refuses the others. But without this check, an order of another set would be retried again and again.
 */
@Singleton
public class CourierScope {

    private final AddressBook addresses;
    private final Inboxes inboxes;

    public CourierScope(AddressBook addresses, Inboxes inboxes) {
        this.addresses = addresses;
        this.inboxes = inboxes;
    }

    /** @return whether the recipient's domain belongs to our set, by our own settings and not by the order */
    public boolean has(DeliveryId id) {
        return !addresses.set(id.recipient()).isEmpty();
    }

    /** @throws MailOutsideInbox if the delivery's mail is not in the inbox of its set */
    public void checkMail(Delivery delivery) {
        if (!inboxes.hasMailOf(delivery)) {
            throw new MailOutsideInbox(delivery.id());
        }
    }
}
