package routes;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import mail.RawMail;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;
import tasks.TaskRequest;

@QuarkusTest
class DeliverMailTest extends RouteTest {

    @Test
    void aMailIsUnpackedAndHandedOver() throws Exception {
        String mail = newMail();
        box("ecs").expectedMessageCount(1);
        box("acknowledge").expectedMessageCount(1);

        receive(mail, SHOP_1);

        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        Entry entry = entry(mail, SHOP_1);
        assertThat(entry.timeline())
                .extracting(Entry.Event::status)
                .containsExactly(RECEIVED, CLAIMED, UNPACKED, HANDED_OVER);
        assertThat(entry.task()).isEqualTo(TASK);
        assertThat(entry.delivery().set()).isEqualTo("demo");
        assertThat(entry.delivery().tenant()).isEqualTo("ne-001");
    }

    @Test
    void aMailOfASetWithoutPartsIsHandedOverUnread() throws Exception {
        String mail = newMail();
        box("raw-mail").expectedMessageCount(0);
        box("parts").expectedMessageCount(0);
        box("ecs").expectedMessageCount(1);

        receive(mail, "ne-001@raw.example");

        MockEndpoint.assertIsSatisfied(context);
        assertThat(entry(mail, "ne-001@raw.example").timeline())
                .extracting(Entry.Event::status)
                .containsExactly(RECEIVED, CLAIMED, HANDED_OVER);
    }

    @Test
    void theManifestIsStoredAfterAllParts() {
        String mail = newMail();

        receive(mail, SHOP_1);

        assertThat(box("parts").getExchanges())
                .extracting(part -> part.getMessage().getHeader("CamelAwsS3Key"))
                .containsExactly(
                        "demo/" + mail + "/parts/001",
                        "demo/" + mail + "/parts/002",
                        "demo/" + mail + "/manifest.json");
    }

    @Test
    void aMailThatHasAManifestIsNotUnpackedAgain() throws Exception {
        String mail = newMail();
        box("manifest").whenAnyExchangeReceived(s3 -> {});
        box("parts").expectedMessageCount(0);

        receive(mail, SHOP_1);

        box("parts").assertIsSatisfied();
        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void aMailThatCannotBeUnpackedReachesItsScript() throws Exception {
        String mail = newMail();
        byte[] tooDeep = "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
                .repeat(100)
                .getBytes(StandardCharsets.US_ASCII);
        box("raw-mail").whenAnyExchangeReceived(s3 -> s3.getMessage().setBody(new ByteArrayInputStream(tooDeep)));

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HANDED_OVER);
        assertThat(box("parts").getExchanges()).hasSize(1);
        assertThat(entry(mail, SHOP_1).timeline())
                .filteredOn(event -> event.status() == UNPACKED)
                .extracting(Entry.Event::note)
                .containsExactly("delivered raw, beyond depth (30)");
    }

    @Test
    void aMailToThreeShopsIsThreeDeliveries() throws Exception {
        String mail = newMail();
        box("ecs").expectedMessageCount(3);

        receive(mail, SHOP_1, SHOP_2, "ne-003@shop.example");

        box("ecs").assertIsSatisfied();
        assertThat(deliveries.ofMail(mail)).extracting(Entry::status).containsOnly(HANDED_OVER);
    }

    @Test
    void aMailSeenThreeTimesIsHandedOverOnce() throws Exception {
        String mail = newMail();
        box("ecs").expectedMessageCount(1);
        box("acknowledge").expectedMessageCount(3);

        receive(mail, SHOP_1);
        receive(mail, SHOP_1);
        receive(mail, SHOP_1);

        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void aMailToAnUnknownAddressIsHeldWithTheReason() {
        String mail = newMail();
        box("acknowledge").expectedMessageCount(1);

        receive(mail, "ne-404@shop.example");

        assertStatus(mail, "ne-404@shop.example", HELD);
        assertThat(lastNote(mail, "ne-404@shop.example")).isEqualTo("no alias for this address");
    }

    @Test
    void aMailOfAnotherSystemsDomainIsHeldToo() {
        String mail = newMail();

        receive(mail, "someone@elsewhere.example");

        assertStatus(mail, "someone@elsewhere.example", HELD);
    }

    @Test
    void aMailWhoseObjectIsMissingHasFailed() throws Exception {
        String mail = newMail();
        box("raw-mail").whenAnyExchangeReceived(s3 -> {
            throw NoSuchKeyException.builder().message("no such key").build();
        });
        box("acknowledge").expectedMessageCount(1);

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, FAILED);
        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void aMailThatFoundNoCapacityStaysInTheQueueAndIsTriedAgainWhenItIsDue() throws Exception {
        String mail = newMail();
        box("ecs").whenAnyExchangeReceived(ecs -> {
            throw new TaskRefused(TaskRefused.RefusalKind.CAPACITY, "RESOURCE:MEMORY");
        });
        box("acknowledge").expectedMessageCount(0);
        box("go-back").expectedMessageCount(1);
        receive(mail, SHOP_1);
        assertStatus(mail, SHOP_1, RETRY);
        box("acknowledge").assertIsSatisfied();
        box("go-back").assertIsSatisfied();

        boxesThatWork();
        SettableTime.set().advance(Duration.ofHours(2));
        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HANDED_OVER);
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(2);
    }

    @Test
    void aMailThatNeverFindsCapacityIsSetAsideWithTheReasonAndIsDead() throws Exception {
        String mail = newMail();
        box("ecs").whenAnyExchangeReceived(ecs -> {
            throw new TaskRefused(TaskRefused.RefusalKind.CAPACITY, "RESOURCE:MEMORY");
        });
        box("ecs").expectedMessageCount(3);
        box("dead-letters").expectedMessageCount(1);
        box("dead-letters").expectedHeaderReceived("reason", "RESOURCE:MEMORY");

        for (int attempt = 1; attempt <= 4; attempt++) {
            receive(mail, SHOP_1);
            SettableTime.set().advance(Duration.ofHours(2));
        }

        box("ecs").assertIsSatisfied();
        box("dead-letters").assertIsSatisfied();
        assertStatus(mail, SHOP_1, DEAD);
    }

    @Test
    void whatEcsRefusesForGoodHasFailed() {
        String mail = newMail();
        box("ecs").whenAnyExchangeReceived(ecs -> {
            throw new TaskRefused(TaskRefused.RefusalKind.REQUEST, "ClusterNotFoundException");
        });

        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, FAILED);
        assertThat(lastNote(mail, SHOP_1)).isEqualTo("ClusterNotFoundException");
    }

    @Test
    void anAnswerThatNeverCameIsAskedForAgainWithTheSameRequest() throws Exception {
        String mail = newMail();
        box("ecs").whenAnyExchangeReceived(ecs -> {
            throw new LaunchOutcomeUnknown(new SocketTimeoutException());
        });
        receive(mail, SHOP_1);
        TaskRequest first = box("ecs").getExchanges().get(0).getMessage().getBody(TaskRequest.class);
        assertStatus(mail, SHOP_1, UNPACKED);

        box("ecs").reset();
        box("ecs").expectedBodiesReceived(first);
        SettableTime.set().advance(Duration.ofHours(2));
        receive(mail, SHOP_1);

        box("ecs").assertIsSatisfied();
        assertThat(entry(mail, SHOP_1).claim().attempt()).isEqualTo(1);
    }

    @Test
    void aMailThatSomebodyElseWorksOnIsNoDuplicate() throws Exception {
        String mail = newMail();
        ledger.claim(delivery(mail), "another pipeline");
        box("ecs").expectedMessageCount(0);
        box("acknowledge").expectedMessageCount(0);
        box("go-back").expectedMessageCount(1);

        receive(mail, SHOP_1);

        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        box("go-back").assertIsSatisfied();
    }

    @Test
    void aMailWhoseBytesHaveChangedIsHeld() {
        String mail = newMail();
        box("raw-mail").whenAnyExchangeReceived(s3 -> object(s3, "etag-1"));
        box("ecs")
                .whenAnyExchangeReceived(
                        ecs -> ecs.setException(new TaskRefused(TaskRefused.RefusalKind.CAPACITY, "RESOURCE:MEMORY")));
        receive(mail, SHOP_1);
        assertStatus(mail, SHOP_1, RETRY);

        box("raw-mail").whenAnyExchangeReceived(s3 -> object(s3, "etag-2"));
        SettableTime.set().advance(Duration.ofHours(2));
        receive(mail, SHOP_1);

        assertStatus(mail, SHOP_1, HELD);
        assertThat(entry(mail, SHOP_1).timeline())
                .last()
                .extracting(Entry.Event::note)
                .asString()
                .contains("other bytes");
    }

    private static void object(Exchange s3, String eTag) {
        s3.getMessage().setHeader(AWS2S3Constants.E_TAG, eTag);
        s3.getMessage().setBody(new ByteArrayInputStream("Subject: x\r\n\r\nx".getBytes(StandardCharsets.US_ASCII)));
    }

    /** In route tests ECS answers every request with an error: {@link LocalServices}. */
    @Test
    void aTaskThatCannotBeAskedAfterKeepsItsDelivery() {
        String mail = newMail();
        receive(mail, SHOP_1);

        SettableTime.set().advance(Duration.ofHours(2));
        sweep();

        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void aMailWhoseWorkerDiedIsTakenOverByTheSweeper() {
        String mail = newMail();
        assertThat(ledger.claim(delivery(mail), "another pipeline")).isInstanceOf(ClaimResult.Claimed.class);

        SettableTime.set().advance(Duration.ofHours(2));
        sweep();

        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    @Test
    void oneShopsTroubleKeepsTheMessageButNotTheOtherShopsMail() throws Exception {
        String mail = newMail();
        box("ecs").whenExchangeReceived(1, ecs -> {
            throw new IOException("connection reset");
        });
        box("acknowledge").expectedMessageCount(0);

        receive(mail, SHOP_1, SHOP_2);

        assertStatus(mail, SHOP_1, RETRY);
        assertStatus(mail, SHOP_2, HANDED_OVER);
        box("acknowledge").assertIsSatisfied();
    }

    private Delivery delivery(String mail) {
        return Delivery.of(
                new DeliveryId(mail, SHOP_1),
                "order@market.example",
                SettableTime.set().instant(),
                new RawMail("raw", "raw/" + mail));
    }

    private String lastNote(String mail, String recipient) {
        var timeline = entry(mail, recipient).timeline();
        return timeline.get(timeline.size() - 1).note();
    }
}
