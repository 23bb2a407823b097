package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import ledger.Entry;
import ledger.MailLookup;
import ledger.MailLookup.StoredMailId;
import mail.Notification;
import mail.NotificationReader;

/** Finds stored mails that the ledger does not know: their notification was lost, or has not arrived yet. */
@ApplicationScoped
public class UnknownMails {

    private final MailLookup ledger;
    private final Inboxes inboxes;

    public UnknownMails(MailLookup ledger, Inboxes inboxes) {
        this.ledger = ledger;
        this.inboxes = inboxes;
    }

    /**
     * @return whether the object is in an inbox and no replay stored it, because a replay announces its own mails. An
     *     object whose key SES would not choose counts too; its delivery is HELD.
     */
    public boolean isMailOfSes(Notification stored) {
        return NotificationReader.isMail(stored.mail())
                && !Inboxes.isReplayed(stored.mail())
                && inboxes.haveStored(stored.raw());
    }

    /** @return the mail's id with the owner of its inbox */
    public StoredMailId id(Notification stored) {
        return new StoredMailId(stored.mail(), inboxes.setOf(stored.raw()));
    }

    /** @return the unknown mails, in their order; dropped, held and forgotten mails are known */
    public List<Notification> of(List<Notification> stored) {
        Map<String, List<Entry>> known =
                ledger.ofMails(stored.stream().map(this::id).toList());
        return stored.stream()
                .filter(mail -> !isKnown(mail, known.get(mail.mail())))
                .toList();
    }

    /** An unreadable row counts as known, because another delivery of the mail would not make it readable. */
    private boolean isKnown(Notification mail, List<Entry> entries) {
        return entries != null && (entries.isEmpty() || entries.stream().anyMatch(entry -> isOf(mail, entry)));
    }

    /**
     * @return whether the delivery belongs to the mail that is stored at this location.
     *
     * <p>A mail to two sets is in two inboxes, and one of its notifications may be lost. A forgotten mail has no
     * location any more.
     */
    public boolean isOf(Notification stored, Entry entry) {
        String set = inboxes.setOf(stored.raw());
        return entry.delivery().raw().isAt(stored.raw())
                || entry.delivery().raw().key().isEmpty()
                        && (set.isEmpty() || entry.delivery().set().equals(set));
    }
}
