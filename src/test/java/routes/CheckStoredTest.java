package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import books.DayBook;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.InMemoryMailLookup;
import ledger.MailLookup;
import local.cloud.Announcement;
import mail.BucketEvent;
import mail.RawMail;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The buckets' own events, a quarter of an hour after the mails were stored. */
@QuarkusTest
class CheckStoredTest extends RouteTest {

    @Inject
    DayBook book;

    private final Set<String> stored = new HashSet<>();

    /** The inbox: objects with the headers that SES writes. */
    @BeforeEach
    void inbox() {
        QuarkusMock.installMockForType(
                new S3Client() {
                    @Override
                    public String serviceName() {
                        return SERVICE_NAME;
                    }

                    @Override
                    public void close() {
                        // nothing is open
                    }

                    @Override
                    public HeadObjectResponse headObject(
                            java.util.function.Consumer<HeadObjectRequest.Builder> request) {
                        HeadObjectRequest.Builder asked = HeadObjectRequest.builder();
                        request.accept(asked);
                        return check(
                                asked.build().key(),
                                HeadObjectResponse.builder().build());
                    }

                    @Override
                    public ResponseInputStream<GetObjectResponse> getObject(
                            java.util.function.Consumer<GetObjectRequest.Builder> request) {
                        GetObjectRequest.Builder asked = GetObjectRequest.builder();
                        request.accept(asked);
                        String mail = "Return-Path: <order@market.example>\r\nReceived: from client.example\r\n"
                                + " by inbound-smtp.local.amazonaws.com with SMTP id 1\r\n for " + SHOP_1
                                + ";\r\n Mon, 30 Nov 2026 00:00:00 +0000\r\n\r\none kettle\r\n";
                        return check(
                                asked.build().key(),
                                new ResponseInputStream<>(
                                        GetObjectResponse.builder()
                                                .metadata(Map.of())
                                                .build(),
                                        AbortableInputStream.create(
                                                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)))));
                    }
                },
                S3Client.class);
    }

    private <T> T check(String key, T answer) {
        if (!stored.contains(key)) {
            throw NoSuchKeyException.builder().message("none").statusCode(404).build();
        }
        return answer;
    }

    @Test
    void aMailThatTheLedgerKnowsIsWrittenIntoTheDayBook() throws Exception {
        String mail = stored();
        record(mail);
        acknowledges("handle-0");

        comeTogether(Instant.EPOCH, event(mail));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(entry(mail, SHOP_1).status()).isEqualTo(RECEIVED);
        assertThat(bookOfToday()).contains("raw/" + mail);
    }

    @Test
    void aMailThatWasNeverAnnouncedIsDelivered() throws Exception {
        String known = stored();
        String lost = stored();
        record(known);
        acknowledges("handle-0", "handle-1");

        comeTogether(Instant.EPOCH, event(known), event(lost));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(entry(known, SHOP_1).status()).isEqualTo(RECEIVED);
        assertThat(entry(lost, SHOP_1).status()).isEqualTo(HANDED_OVER);
        assertThat(entry(lost, SHOP_1).delivery().sender()).isEqualTo("order@market.example");
        assertThat(bookOfToday()).contains("raw/" + lost);
    }

    @Test
    void aMailWhoseNotificationMayStillWaitIsLookedUpAgainLater() throws Exception {
        String known = stored();
        String unknown = stored();
        record(known);
        acknowledges("handle-1");

        comeTogether(clock.instant(), event(unknown), event(known));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(deliveries.ofMail(unknown)).isEmpty();
        assertThat(bookOfToday()).contains("raw/" + known).doesNotContain("raw/" + unknown);
    }

    @Test
    void anEventThatComesTwiceDeliversOnce() throws Exception {
        String lost = stored();
        acknowledges("handle-0", "handle-1");

        comeTogether(Instant.EPOCH, event(lost), event(lost));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(entry(lost, SHOP_1).claim().attempt()).isEqualTo(1);
        assertThat(bookOfToday()).containsOnlyOnce("raw/" + lost);
    }

    @Test
    void aMailThatWasDeletedMeanwhileIsBookedAndNotDelivered() throws Exception {
        String gone = newMail();
        acknowledges("handle-0");

        comeTogether(Instant.EPOCH, event(gone));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(deliveries.ofMail(gone)).isEmpty();
        assertThat(bookOfToday()).contains("raw/" + gone);
    }

    @Test
    void aHeldMailIsKnown() throws Exception {
        String mail = stored();
        receive(mail, "nobody@shop.example");
        assertThat(entry(mail, "nobody@shop.example").status()).isEqualTo(HELD);
        acknowledges("handle-0");

        comeTogether(Instant.EPOCH, event(mail));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(deliveries.ofMail(mail)).hasSize(1);
    }

    @Test
    void whatIsNoMailOfAnInboxIsNoConcern() throws Exception {
        String mail = newMail();
        acknowledges("handle-0", "handle-1", "handle-2", "handle-3", "handle-4", "handle-5");

        comeTogether(
                Instant.EPOCH,
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"raw\"}",
                Announcement.ofObject("elsewhere", "raw/" + mail),
                Announcement.ofObject("raw", "raw/replay-" + mail),
                Announcement.ofObject("raw", "raw/%24%7Bbody%7D+and%2F..%2F" + mail),
                Announcement.ofObject("raw", "raw/AMAZON_SES_SETUP_NOTIFICATION"),
                Announcement.inEventBridge("raw", "raw/" + mail, "Object Deleted"));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(deliveries.ofMail(mail)).isEmpty();
        assertThat(bookOfToday()).doesNotContain("raw/" + mail);
    }

    @Test
    void whatIsNoEventIsSetAsideAndHoldsNoMailUp() throws Exception {
        String mail = stored();
        record(mail);
        box("dead-letters").expectedMessageCount(1);
        acknowledges("handle-0", "handle-1");

        comeTogether(Instant.EPOCH, "no event", event(mail));

        box("dead-letters").assertIsSatisfied();
        box("acknowledge-stored").assertIsSatisfied();
    }

    @Test
    void eventsThatTheLedgerCannotBeAskedAboutStayInTheQueue() throws Exception {
        QuarkusMock.installMockForType(
                new InMemoryMailLookup(deliveries) {
                    @Override
                    public Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails) {
                        throw new IllegalStateException("the ledger does not answer");
                    }
                },
                MailLookup.class);
        String mail = stored();
        box("acknowledge-stored").expectedMessageCount(0);

        comeTogether(Instant.EPOCH, event(mail));

        box("acknowledge-stored").assertIsSatisfied();
        assertThat(bookOfToday()).doesNotContain("raw/" + mail);
    }

    private String stored() {
        String mail = UUID.randomUUID().toString().replace("-", "");
        stored.add("raw/" + mail);
        return mail;
    }

    private void record(String mail) {
        ledger.receive(
                Delivery.of(new DeliveryId(mail, SHOP_1), "", clock.instant(), new RawMail("raw", "raw/" + mail)));
    }

    private static String event(String mail) {
        return Announcement.ofObject("raw", "raw/" + mail);
    }

    private List<String> bookOfToday() {
        return book.of(LocalDate.now(ZoneOffset.UTC)).stream()
                .map(BucketEvent::key)
                .toList();
    }

    /** Delivers the messages as the answer to one poll, each with a receipt handle. */
    private void comeTogether(Instant first, String... messages) {
        for (int i = 0; i < messages.length; i++) {
            String message = messages[i];
            String handle = "handle-" + i;
            routes.send("direct:stored", exchange -> {
                exchange.setProperty(Exchange.BATCH_SIZE, messages.length);
                exchange.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, handle);
                exchange.getMessage()
                        .setHeader(
                                Sqs2Constants.ATTRIBUTES,
                                Map.of(
                                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                        Long.toString(first.toEpochMilli())));
                exchange.getMessage().setBody(message);
            });
        }
    }

    private void acknowledges(Object... handles) {
        box("acknowledge-stored").expectedMessageCount(handles.length);
        box("acknowledge-stored").expectedHeaderValuesReceivedInAnyOrder(Sqs2Constants.RECEIPT_HANDLE, handles);
    }
}
