package archive;

import addresses.AddressBook;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import ledger.Delivery;
import mail.Envelope;
import mail.Notification;
import mail.RawMail;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One delivery for each command that a mail's envelope recipients lead to. */
@Singleton
public class Envelopes {

    /**
     * Stands for the recipient of a mail whose envelope nobody knows, with the set in whose inbox it lies: no address, so no
     * alias, so the mail is held.
     */
    private static final String NOBODY = "-";

    private static final String FIRST_BYTES = "bytes=0-65535";

    private final S3Client s3;

    private final Inboxes inboxes;
    private final AddressBook addresses;

    public Envelopes(S3Client s3, Inboxes inboxes, AddressBook addresses) {
        this.s3 = s3;
        this.inboxes = inboxes;
        this.addresses = addresses;
    }

    public List<Delivery> deliveries(List<Notification> notifications) {
        return notifications.stream().flatMap(this::deliveries).toList();
    }

    private Stream<Delivery> deliveries(Notification announced) {
        Notification mail = announced.hasNoEnvelope() ? announced.with(written(announced)) : announced;
        List<String> recipients = mail.hasNoEnvelope() ? List.of(nobody(mail.raw())) : mail.recipients();
        return recipients.stream()
                .flatMap(recipient -> addresses.recipients(recipient).stream())
                .distinct()
                .map(recipient -> Delivery.of(mail, recipient));
    }

    private String nobody(RawMail raw) {
        String set = inboxes.setOf(raw);
        return set.isEmpty() ? NOBODY : NOBODY + "/" + set;
    }

    /** A foreign mail is not read: its delivery is held with the reason. */
    private Envelope written(Notification mail) {
        RawMail raw = mail.raw();
        if (inboxes.refusal(mail.mail(), raw).isPresent()) {
            return Envelope.NONE;
        }
        try (InputStream head =
                s3.getObject(get -> get.bucket(raw.bucket()).key(raw.key()).range(FIRST_BYTES))) {
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
