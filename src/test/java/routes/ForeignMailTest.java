package routes;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import archive.DeliverySplitter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Transition;
import local.cloud.Announcement;
import mail.Notification;
import mail.RawMail;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bucket and key are text from outside: no code requests an object outside our locations from S3, whatever the source
 * of the text.
 */
@QuarkusTest
class ForeignMailTest extends RouteTest {

    private static final String CODE = "$simple{camelContext.stop()}";

    @Inject
    DeliverySplitter envelopes;

    private final String mail = newMail();

    @ParameterizedTest
    @CsvSource({
        "raw, raw/" + CODE,
        "raw, raw/${body}",
        "raw" + CODE + ", raw/key",
        "${body}, raw/key",
        "other, raw/key",
        "raw, ../raw/key"
    })
    void anAnnouncementOfAForeignMailIsSetAsideAtOnce(String bucket, String key) throws Exception {
        String message = Announcement.of(mail, "", List.of(SHOP_1), bucket, key);
        box("dead-letters").expectedBodiesReceived(message);
        box("acknowledge").expectedMessageCount(1);
        box("raw-mail").expectedMessageCount(0);

        routes.sendBody("direct:mail", message);

        box("dead-letters").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        box("raw-mail").assertIsSatisfied();
        assertThat(reason()).startsWith("its mail is foreign: ").doesNotContain(bucket, key);
        assertThat(deliveries.ofMail(mail)).isEmpty();
    }

    @Test
    void anEventOfABucketThatIsNotOursIsSetAsideAtOnce() throws Exception {
        box("dead-letters").expectedMessageCount(1);

        routes.sendBody("direct:mail", Announcement.ofObject("other", "raw/" + mail));

        box("dead-letters").assertIsSatisfied();
        assertThat(reason()).isEqualTo("its mail is foreign: bucket and key are in no inbox of the settings");
    }

    private String reason() {
        return box("dead-letters").getExchanges().get(0).getMessage().getHeader("reason", String.class);
    }

    @ParameterizedTest
    @CsvSource({"raw, raw/" + CODE, "${body}, raw/key", "other, raw/key"})
    void aRowThatNamesAForeignMailIsHeldWithTheReason(String bucket, String key) throws Exception {
        box("raw-mail").expectedMessageCount(0);
        box("ecs").expectedMessageCount(0);
        dueRow(mail, bucket, key);

        sweep();

        assertHeld(mail, SHOP_1);
        box("raw-mail").assertIsSatisfied();
        box("ecs").assertIsSatisfied();
    }

    @Test
    void aRowWhoseMailHasNoIdOfSesIsHeldBeforeItsIdBecomesAKey() throws Exception {
        String id = CODE + mail;
        dueRow(id, "raw", "raw/key");

        sweep();

        assertHeld(id, SHOP_1);
        assertThat(box("manifest").getExchanges()) // those of other rows that have become due meanwhile
                .extracting(manifest -> manifest.getMessage().getHeader("CamelAwsS3Key", String.class))
                .noneMatch(key -> key.contains(mail));
    }

    /** With {@code parts=none} the pipeline itself fetches nothing. */
    @Test
    void aForeignMailThatThePipelineWouldNotFetchGetsNoTask() throws Exception {
        box("ecs").expectedMessageCount(0);
        DeliveryId id = new DeliveryId(mail, "ne-001@raw.example");
        dueRow(id, "raw", "raw/" + CODE);

        sweep();

        assertHeld(mail, id.recipient());
        box("ecs").assertIsSatisfied();
    }

    @Test
    void aForeignMailThatACourierIsGivenIsHeldToo() throws Exception {
        box("raw-mail").expectedMessageCount(0);
        ClaimResult claimed = ledger.claim(delivery(new DeliveryId(mail, SHOP_1), "raw", "raw/" + CODE), "pipeline");
        ledger.move(((ClaimResult.Claimed) claimed).claim(), Transition.to(DeliveryStatus.HANDED_OVER, ""));

        routes.sendBody("direct:work", new courier.WorkOrder(new DeliveryId(mail, SHOP_1), 1).write());

        assertHeld(mail, SHOP_1);
        box("raw-mail").assertIsSatisfied();
    }

    @Test
    void anObjectThatASweepFindsUnderAForeignKeyIsHeldAndNotRead() throws Exception {
        box("raw-mail").expectedMessageCount(0);
        RawMail raw = new RawMail("raw", "raw/" + CODE + "/" + mail);

        List<Delivery> found = envelopes.deliveries(List.of(Notification.ofObject(mail, clock.instant(), raw)));
        found.forEach(delivery -> routes.sendBody("direct:deliver", delivery));

        assertHeld(mail, "-");
        box("raw-mail").assertIsSatisfied();
    }

    private void assertHeld(String mail, String recipient) {
        Entry entry = entry(mail, recipient);
        assertThat(entry.status()).isEqualTo(HELD);
        assertThat(entry.last().note())
                .containsAnyOf(
                        "bucket and key are in no inbox of the settings",
                        "its key has characters that no key of SES has",
                        "its id has characters that no SES message id has")
                .doesNotContain(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u001b", "a\u007f"})
    void anAddressWithControlCharactersIsHeldAndNeverTried(String local) throws Exception {
        box("ecs").expectedMessageCount(0);
        String recipient = local + "@shop.example";

        receive(mail, recipient, SHOP_1);

        assertThat(entry(mail, recipient).status()).isEqualTo(HELD);
        assertThat(entry(mail, recipient).last().note()).isEqualTo("the address has control characters");
    }

    @Test
    void headersThatAMessageOrAnEarlierAnswerBringsDoNotSayWhichObjectIsMeant() throws Exception {
        box("raw-mail").expectedMessageCount(1);
        box("raw-mail").expectedHeaderReceived(AWS2S3Constants.BUCKET_NAME, null);

        routes.send("direct:mail", exchange -> {
            exchange.getMessage().setBody(Announcement.of(mail, "", List.of(SHOP_1), "raw", "raw/key"));
            exchange.getMessage().setHeader(AWS2S3Constants.S3_OPERATION, "deleteObject");
            exchange.getMessage().setHeader(AWS2S3Constants.BUCKET_NAME, "other");
            exchange.getMessage().setHeader(AWS2S3Constants.KEY, "other");
        });

        box("raw-mail").assertIsSatisfied();
        var asked = box("raw-mail").getExchanges().get(0).getMessage();
        assertThat(asked.getHeaders())
                .containsEntry(AWS2S3Constants.OVERRIDE_BUCKET_NAME, "raw")
                .containsEntry(AWS2S3Constants.KEY, "raw/key")
                .doesNotContainKeys(AWS2S3Constants.S3_OPERATION, AWS2S3Constants.BUCKET_NAME);
    }

    private void dueRow(String mail, String bucket, String key) {
        dueRow(new DeliveryId(mail, SHOP_1), bucket, key);
    }

    /** A row that a program with access to the ledger could write: in RETRY and due now. */
    private void dueRow(DeliveryId id, String bucket, String key) {
        ClaimResult claimed = ledger.claim(delivery(id, bucket, key), "mallory");
        ledger.move(
                ((ClaimResult.Claimed) claimed).claim(),
                Transition.to(RETRY, "").dueIn(Duration.ofMillis(1)));
        SettableTime.set().advance(Duration.ofSeconds(1));
    }

    private static Delivery delivery(DeliveryId id, String bucket, String key) {
        return Delivery.of(id, "", Instant.EPOCH, new RawMail(bucket, key));
    }
}
