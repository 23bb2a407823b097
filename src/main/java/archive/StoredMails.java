package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import ledger.Delivery;
import mail.RawMail;
import mail.mime.Manifest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The stored data of a mail, for the desk: the raw bytes, the manifest, its parts. The caller closes each stream. */
@ApplicationScoped
public class StoredMails {

    private final S3Client s3;
    private final Inboxes inboxes;
    private final RawMails mails;
    private final String parts;

    public StoredMails(
            S3Client s3, Inboxes inboxes, RawMails mails, @ConfigProperty(name = "hikyaku.bucket.parts") String parts) {
        this.s3 = s3;
        this.inboxes = inboxes;
        this.mails = mails;
        this.parts = parts;
    }

    /**
     * @return the raw mail; empty if it is no longer kept, or stored outside all inboxes
     * @throws MailNotDecrypted if the mail is encrypted and an operator must act
     */
    public Optional<InputStream> raw(Delivery delivery) throws IOException {
        RawMail raw = delivery.raw(); // empty for a forgotten mail, which therefore counts as foreign
        if (inboxes.refusal(delivery.id().mail(), raw).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mails.open(raw));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** @return the manifest as JSON; empty if the mail is not unpacked, or its parts are no longer kept */
    public Optional<InputStream> manifest(Delivery delivery) {
        return open(parts, PartObjects.manifestKey(delivery));
    }

    /** @param part one of the parts in the mail's manifest */
    public Optional<InputStream> part(Manifest.Part part) {
        return open(parts, part.key());
    }

    private Optional<InputStream> open(String bucket, String key) {
        try {
            return Optional.of(s3.getObject(get -> get.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
