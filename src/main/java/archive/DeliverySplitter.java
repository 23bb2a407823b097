package archive;

import addresses.AddressBook;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryId;
import mail.Envelope;
import mail.Notification;
import mail.RawMail;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Splits a mail into deliveries, one for each command of its envelope recipients. */
@Singleton
public class DeliverySplitter {

    /**
     * Replaces the recipient if a mail's envelope is unknown; the set is that of the mail's inbox. It is not an address
     * and has no alias, so the mail is held.
     */
    private static final String NOBODY = "-";

    /** Replaces the recipient if a mail's envelope is unknown and the mail cannot be decrypted. */
    private static final String UNREADABLE = "-encrypted";

    private static final String REMEDY = "hikyaku replay s3://BUCKET/KEY --to ADDRESS";

    private static final Logger LOG = Logger.getLogger(DeliverySplitter.class);

    private final RawMails mails;
    private final Inboxes inboxes;
    private final AddressBook addresses;

    public DeliverySplitter(RawMails mails, Inboxes inboxes, AddressBook addresses) {
        this.mails = mails;
        this.inboxes = inboxes;
        this.addresses = addresses;
    }

    /** @return why a delivery has no recipient; empty if it has one */
    public static Optional<String> obstacle(DeliveryId id) {
        String recipient = id.recipient();
        return switch (recipient.indexOf('@') < 0 ? recipient.replaceFirst("/.*", "") : recipient) {
            case NOBODY -> Optional.of("neither its notification nor its headers name a recipient: " + REMEDY);
            case UNREADABLE ->
                Optional.of("its notification names no recipient, and the mail cannot be decrypted (the log has "
                        + "the reason): repair that, then run " + REMEDY);
            default -> Optional.empty();
        };
    }

    public List<Delivery> deliveries(List<Notification> notifications) {
        return notifications.stream().flatMap(this::deliveries).toList();
    }

    private Stream<Delivery> deliveries(Notification announced) {
        try {
            Notification mail = announced.hasNoEnvelope() ? announced.with(written(announced)) : announced;
            List<String> recipients = mail.hasNoEnvelope() ? List.of(standIn(NOBODY, mail.raw())) : mail.recipients();
            return recipients.stream()
                    .flatMap(recipient -> addresses.recipients(recipient).stream())
                    .distinct()
                    .map(recipient -> Delivery.of(mail, recipient));
        } catch (MailNotDecrypted e) {
            LOG.warnf("%s has no recipient: %s", announced.mail(), e.getMessage());
            return Stream.of(Delivery.of(announced, standIn(UNREADABLE, announced.raw())));
        }
    }

    private String standIn(String recipient, RawMail raw) {
        String set = inboxes.setOf(raw);
        return set.isEmpty() ? recipient : recipient + "/" + set;
    }

    /** A foreign mail is not read: its delivery is held with the reason. */
    private Envelope written(Notification mail) {
        RawMail raw = mail.raw();
        if (inboxes.refusal(mail.mail(), raw).isPresent()) {
            return Envelope.NONE;
        }
        try (InputStream head = mails.head(raw)) {
            return Envelope.read(head, "");
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 416) {
                return Envelope.NONE; // no object, or an empty one: held for an operator
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
