package replay;

import addresses.AddressBook;
import addresses.Lookup;
import archive.DeliverySplitter;
import archive.StoredMail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.Deliveries;
import ledger.DeliveryId;
import mail.Notification;

/** What is known of mails before they are replayed. */
@ApplicationScoped
public class KnownMails {

    private final Deliveries deliveries;
    private final AddressBook addresses;

    KnownMails(Deliveries deliveries, AddressBook addresses) {
        this.deliveries = deliveries;
        this.addresses = addresses;
    }

    /**
     * @return whether the mail is in S3 and has a delivery to a recipient; if so, its recipients are known, and a
     *     redrive can run it
     */
    public boolean hasDelivery(StoredMail mail) {
        return mail.isInS3()
                && deliveries.ofMail(mail.id()).stream()
                        .filter(known ->
                                DeliverySplitter.obstacle(known.claim().id()).isEmpty())
                        .map(known -> known.delivery().raw())
                        .anyMatch(known -> known.isAt(mail.raw()) || known.key().isEmpty()); // forgotten: no key
    }

    /** @return whether the ledger has a delivery for each command of the mail */
    public boolean hasEveryDelivery(Notification mail) {
        Set<DeliveryId> known = deliveries.ofMail(mail.mail()).stream()
                .map(entry -> entry.claim().id().forgotten()) // forgotten deliveries have only this id
                .collect(Collectors.toSet());
        return mail.recipients().stream()
                .flatMap(recipient -> addresses.recipients(recipient).stream())
                .allMatch(recipient -> known.contains(new DeliveryId(mail.mail(), recipient).forgotten()));
    }

    public List<Lookup> destinations(Notification mail) {
        return mail.recipients().stream().map(addresses::look).toList();
    }
}
