package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.KeptContent;
import local.Configuration;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/** A row with an object outside our locations is neither read nor deleted; this S3 refuses every request. */
class ForeignMailIsLeftTest {

    private final Inboxes inboxes = new Inboxes(Configuration.with(Map.of("hikyaku.sweep.inboxes", "inbox/raw/")));
    private final MailDeleter shredder = new MailDeleter(new NoS3(), inboxes, "parts");
    private final StoredMails mails = new StoredMails(
            new NoS3(), inboxes, new RawMails(new NoS3(), new MailDecryption(null), new Spool()), "parts");

    @Test
    void aForeignMailIsNotDeleted() {
        assertThatCode(() -> shredder.shred(delivery("other", "raw/mail-1"), KeptContent.RAW))
                .doesNotThrowAnyException();
        assertThatCode(() -> shredder.shred(delivery("inbox", "aliases"), KeptContent.RAW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> shredder.shred(delivery("inbox", "raw/mail-1"), KeptContent.RAW))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aForeignMailIsNotShown() throws Exception {
        assertThat(mails.raw(delivery("other", "raw/mail-1"))).isEmpty();
        assertThat(mails.raw(delivery("inbox", "aliases"))).isEmpty();
        assertThat(mails.raw(delivery("", ""))).as("forgotten").isEmpty();
        assertThatThrownBy(() -> mails.raw(delivery("inbox", "raw/mail-1")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Delivery delivery(String bucket, String key) {
        return Delivery.of(new DeliveryId("mail-1", "a@shop.example"), "", Instant.EPOCH, new RawMail(bucket, key));
    }
}
