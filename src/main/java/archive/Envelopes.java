package archive;

import addresses.AddressBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import ledger.Delivery;
import mail.Notification;
import mail.RawMail;
import mail.Trace;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One delivery for each command that a mail's envelope recipients lead to. */
@ApplicationScoped
public class Envelopes {

    /** Stands for the recipient of a mail whose envelope nobody knows: no address, so no alias, so the mail is held. */
    private static final String NOBODY = "-";

    private static final String FIRST_BYTES = "bytes=0-65535";

    private final S3Client s3;

    private final AddressBook addresses;

    public Envelopes(S3Client s3, AddressBook addresses) {
        this.s3 = s3;
        this.addresses = addresses;
    }

    public List<Delivery> deliveries(List<Notification> notifications) {
        return notifications.stream().flatMap(this::deliveries).toList();
    }

    private Stream<Delivery> deliveries(Notification mail) {
        List<String> recipients = mail.hasNoEnvelope() ? traced(mail.raw()) : mail.recipients();
        return recipients.stream()
                .flatMap(recipient -> addresses.recipients(recipient).stream())
                .distinct()
                .map(recipient -> Delivery.of(mail, recipient));
    }

    private List<String> traced(RawMail raw) {
        try {
            byte[] head = s3.getObjectAsBytes(
                            get -> get.bucket(raw.bucket()).key(raw.key()).range(FIRST_BYTES))
                    .asByteArray();
            List<String> recipients = Trace.recipients(new ByteArrayInputStream(head));
            return recipients.isEmpty() ? List.of(NOBODY) : recipients;
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 416) {
                return List.of(NOBODY); // no object, or an empty one: held, so that somebody looks
            }
            throw e;
        }
    }
}
