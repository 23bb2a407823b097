package routes.steps;

import archive.Inboxes;
import archive.MailChanged;
import archive.MailDecryption;
import archive.MailFolder;
import archive.ObjectAddress;
import archive.PartObjects;
import archive.PartObjects.StoredObject;
import archive.Spool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import ledger.Claim;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import work.Work;

/** Steps between S3 and the local disk. */
@ApplicationScoped
public class Storage {

    private final PartObjects unpacking;
    private final Inboxes inboxes;
    private final Spool spool;
    private final MailDecryption decryption;
    private final String partsBucket;

    public Storage(
            PartObjects unpacking,
            Inboxes inboxes,
            Spool spool,
            MailDecryption decryption,
            @ConfigProperty(name = "hikyaku.bucket.parts") String partsBucket) {
        this.unpacking = unpacking;
        this.inboxes = inboxes;
        this.spool = spool;
        this.decryption = decryption;
        this.partsBucket = partsBucket;
    }

    /**
     * Sets the location of the mail for the S3 endpoint.
     *
     * @throws ForeignMail if the delivery's mail is outside our locations
     */
    public void checkPlace(Exchange exchange) {
        address(exchange, inboxes.address(OnWork.of(exchange).claim().delivery()));
    }

    /** Sets the object for the S3 endpoint, and removes headers that an earlier answer of S3 or a message has left. */
    private static void address(Exchange exchange, ObjectAddress object) {
        Message message = exchange.getMessage();
        message.removeHeaders("CamelAwsS3*");
        message.setHeader(AWS2S3Constants.OVERRIDE_BUCKET_NAME, object.bucket());
        message.setHeader(AWS2S3Constants.KEY, object.key());
    }

    /**
     * Downloads the object in the body to the local disk, decrypted if SES has encrypted it. It stays until the
     * exchange ends.
     *
     * @throws MailChanged if the ledger has the mail with other bytes
     * @throws archive.MailNotDecrypted if the mail is encrypted and an operator must act
     */
    public void keepOnDisk(Exchange exchange) throws Exception {
        InputStream object = exchange.getMessage().getMandatoryBody(InputStream.class);
        MailFolder mail = spool.take(decryption.open(object, metadata(exchange.getMessage())));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                mail.close();
            }
        });
        Work work = OnWork.of(exchange);
        OnWork.set(exchange, work.fetched(mail, version(work.claim(), exchange.getMessage())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> metadata(Message object) {
        return object.getHeader(AWS2S3Constants.METADATA, Map.of(), Map.class);
    }

    private static String version(Claim claim, Message object) {
        String version = object.getHeader(AWS2S3Constants.E_TAG, "", String.class) + "/"
                + object.getHeader(AWS2S3Constants.CONTENT_LENGTH, "", String.class);
        if (!claim.delivery().raw().is(version)) {
            throw new MailChanged(claim.id());
        }
        return version;
    }

    public void addressManifest(Exchange exchange) {
        String key = PartObjects.manifestKey(OnWork.of(exchange).claim().delivery());
        address(exchange, new ObjectAddress(partsBucket, key));
    }

    /** The objects to store become the body, the manifest last. */
    public void unpack(Exchange exchange) throws IOException {
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT); // a missing manifest is no failure
        Work work = OnWork.of(exchange);
        PartObjects.Unpacked unpacked = unpacking.unpack(work.claim().delivery(), work.mail());
        OnWork.set(exchange, work.noted(unpacked.note()));
        exchange.getMessage().setBody(unpacked.objects());
    }

    public void addressPart(Exchange exchange) {
        Message message = exchange.getMessage();
        StoredObject object = message.getBody(StoredObject.class);
        address(exchange, new ObjectAddress(partsBucket, object.key()));
        message.setHeader(AWS2S3Constants.CONTENT_TYPE, object.type());
        message.setBody(object.file().toFile());
    }
}
