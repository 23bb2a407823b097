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

/** What is kept of a mail, for people who look at it: the raw bytes, the manifest, its parts. Whoever opens a stream closes it. */
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
     * @return empty if nothing of it is kept any longer, or it is foreign
     * @throws MailNotDecrypted if it is encrypted and an operator has to do something
     */
    public Optional<InputStream> raw(Delivery delivery) throws IOException {
        RawMail raw = delivery.raw(); // of a forgotten one empty, and so foreign
        if (inboxes.refusal(delivery.id().mail(), raw).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mails.open(raw));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** @return JSON; empty if the mail is not unpacked, or nothing of it is kept any longer */
    public Optional<InputStream> manifest(Delivery delivery) {
        return open(parts, PartObjects.manifestKey(delivery));
    }

    /** @param part of the mail's manifest */
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
