package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import ledger.Delivery;
import ledger.KeptContent;
import mail.RawMail;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Deletes a mail's objects from S3. A second call finds nothing and is no error. In a bucket with versions, the
 * lifecycle deletes older versions.
 */
@ApplicationScoped
public class MailDeleter {

    private static final Logger LOG = Logger.getLogger(MailDeleter.class);

    private final S3Client s3;
    private final Inboxes inboxes;
    private final String partsBucket;

    public MailDeleter(
            S3Client s3, Inboxes inboxes, @ConfigProperty(name = "hikyaku.bucket.parts") String partsBucket) {
        this.s3 = s3;
        this.inboxes = inboxes;
        this.partsBucket = partsBucket;
    }

    public void shred(Delivery delivery, KeptContent content) {
        if (content == KeptContent.RAW) {
            raw(delivery);
        } else {
            parts(PartObjects.folder(delivery));
        }
    }

    /** If a row names a foreign object, nothing is deleted. */
    private void raw(Delivery delivery) {
        RawMail raw = delivery.raw();
        inboxes.refusal(delivery.id().mail(), raw)
                .ifPresentOrElse(
                        reason -> LOG.warnf("%s: its mail is not deleted: %s", delivery.id(), reason),
                        () -> s3.deleteObject(
                                delete -> delete.bucket(raw.bucket()).key(raw.key())));
    }

    /** One request deletes as many objects as a page of the list has. */
    private void parts(String folder) {
        for (ListObjectsV2Response page :
                s3.listObjectsV2Paginator(list -> list.bucket(partsBucket).prefix(folder))) {
            List<ObjectIdentifier> keys = page.contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            if (!keys.isEmpty()) {
                s3.deleteObjects(delete -> delete.bucket(partsBucket).delete(all -> all.objects(keys)));
            }
        }
    }
}
