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

/** One delivery for each command that a mail's envelope recipients lead to. */
@Singleton
public class Envelopes {

    /** Stands for the recipient of a mail whose envelope nobody knows: no address, so no alias, so the mail is held. */
    private static final String NOBODY = "-";

    /** Likewise of a mail that cannot be decrypted, and of which nobody said to whom it is. */
    private static final String UNREADABLE = "-encrypted";

    private static final String REMEDY = "hikyaku replay s3://BUCKET/KEY --to ADDRESS";

    private static final Logger LOG = Logger.getLogger(Envelopes.class);

    private final RawMails mails;
    private final AddressBook addresses;

    public Envelopes(RawMails mails, AddressBook addresses) {
        this.mails = mails;
        this.addresses = addresses;
    }

    /** @return why a delivery has no recipient; empty if it has one */
    public static Optional<String> obstacle(DeliveryId id) {
        return switch (id.recipient()) {
            case NOBODY -> Optional.of("neither its announcement nor its headers name a recipient: " + REMEDY);
            case UNREADABLE ->
                Optional.of("its announcement names no recipient, and the mail cannot be decrypted (the log has the"
                        + " reason): mend that, then " + REMEDY);
            default -> Optional.empty();
        };
    }

    public List<Delivery> deliveries(List<Notification> notifications) {
        return notifications.stream().flatMap(this::deliveries).toList();
    }

    private Stream<Delivery> deliveries(Notification announced) {
        try {
            Notification mail = announced.hasNoEnvelope() ? announced.with(written(announced.raw())) : announced;
            List<String> recipients = mail.hasNoEnvelope() ? List.of(NOBODY) : mail.recipients();
            return recipients.stream()
                    .flatMap(recipient -> addresses.recipients(recipient).stream())
                    .distinct()
                    .map(recipient -> Delivery.of(mail, recipient));
        } catch (MailNotDecrypted e) {
            LOG.warnf("%s has no recipient: %s", announced.mail(), e.getMessage());
            return Stream.of(Delivery.of(announced, UNREADABLE));
        }
    }

    private Envelope written(RawMail raw) {
        try (InputStream head = mails.head(raw)) {
            return Envelope.read(head, "");
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 416) {
                return Envelope.NONE; // no object, or an empty one: held, so that somebody looks
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
