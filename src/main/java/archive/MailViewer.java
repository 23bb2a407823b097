package archive;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import json.Json;
import ledger.Delivery;
import mail.mime.Manifest;
import settings.RequestDeadline;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Opens a mail for an operator. It uses the parts that the pipeline has stored; otherwise it unpacks the mail into this
 * process' spool, for as long as the mail is open. Nothing is written to S3.
 */
@ApplicationScoped
public class MailViewer {

    /** Maximum number of mails unpacked at once, so that operators leave disk and processor to the pipeline. */
    private static final int AT_ONCE = 2;

    private static final ObjectMapper JSON = Json.mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final StoredMails mails;
    private final PartObjects parts;
    private final Spool spool;

    public MailViewer(StoredMails mails, PartObjects parts, Spool spool) {
        this.mails = mails;
        this.parts = parts;
        this.spool = spool;
    }

    /**
     * @return the open mail, which the caller closes; empty if the mail is no longer kept
     * @throws MailNotDecrypted if the mail is encrypted and an operator must act
     */
    public Optional<OpenMail> open(Delivery delivery) throws IOException {
        Optional<InputStream> stored = mails.manifest(delivery);
        if (stored.isPresent()) {
            try (InputStream manifest = stored.get()) {
                return Optional.of(new OpenMail(JSON.readValue(manifest, Manifest.class), null, mails));
            }
        }
        take();
        try {
            Optional<InputStream> raw = mails.raw(delivery);
            return raw.isEmpty() ? Optional.empty() : Optional.of(unpacked(delivery, raw.get()));
        } finally {
            places.release();
        }
    }

    private OpenMail unpacked(Delivery delivery, InputStream raw) throws IOException {
        MailFolder folder = spool.take(raw);
        try {
            parts.unpack(delivery, folder);
            byte[] manifest = Files.readAllBytes(folder.folder().resolve("manifest.json"));
            return new OpenMail(JSON.readValue(manifest, Manifest.class), folder, mails);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void take() {
        long patience =
                RequestDeadline.current().left().map(left -> left.toMillis()).orElse(Long.MAX_VALUE);
        try {
            if (places.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw SdkClientException.create("other mails are still being unpacked");
    }
}
