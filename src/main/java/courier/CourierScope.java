package courier;

import addresses.AddressBook;
import archive.Inboxes;
import archive.MailOutsideInbox;
import jakarta.inject.Singleton;
import ledger.Delivery;
import ledger.DeliveryId;

/**
 * What a courier may work on: deliveries of the set that its own settings name, with mail out of that set's inbox. IAM
 * refuses the rest too; an order that is not ours must not be tried again and again.
 */
@Singleton
public class CourierScope {

    private final AddressBook addresses;
    private final Inboxes inboxes;

    public CourierScope(AddressBook addresses, Inboxes inboxes) {
        this.addresses = addresses;
        this.inboxes = inboxes;
    }

    /** @return whether the recipient's domain is one of our set: that is looked up here, and not believed of the order */
    public boolean has(DeliveryId id) {
        return !addresses.set(id.recipient()).isEmpty();
    }

    /** @throws MailOutsideInbox if its mail does not lie in the inbox of its set */
    public void checkMail(Delivery delivery) {
        if (!inboxes.hasMailOf(delivery)) {
            throw new MailOutsideInbox(delivery.id());
        }
    }
}
