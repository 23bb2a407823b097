package routes;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import courier.WorkOrder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.cloud.Announcement;
import mail.RawMail;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Deliveries of a set that has couriers: into the work queue, and out of it. */
@QuarkusTest
class WorkDeliveriesTest extends RouteTest {

    private static final String SHOP = "ne-001@couriers.example";
    private static final String SHOP_WITH_PIPE = "ne-002@couriers.example";

    /** The SDK has given up. */
    private static final SdkClientException AWAY = SdkClientException.create("the ledger is away");

    @Inject
    InMemoryLedger table;

    private final String mail = newMail();
    private final String sender = "sender-" + UUID.randomUUID() + "@market.example";

    @BeforeEach
    void queueThatWorks() {
        box("work").whenAnyExchangeReceived(sqs -> sqs.getMessage().setHeader(Sqs2Constants.MESSAGE_ID, "message-1"));
    }

    @Test
    void aDeliveryBecomesAnOrderInItsTenantsLaneAndNoTask() throws Exception {
        box("ecs").expectedMessageCount(0);
        box("acknowledge").expectedMessageCount(2);

        arrive(SHOP);
        String lane = lane(0);
        arriveAgainAs(newMail());

        assertThat(order(0)).isEqualTo(new WorkOrder(new DeliveryId(mail, SHOP), 1));
        assertThat(lane).isNotBlank().isEqualTo(lane(1)).doesNotContain("ne-001");
        assertStatus(mail, SHOP, HANDED_OVER);
        assertThat(entry(mail, SHOP).task()).isEqualTo("queue:message-1");
        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void aQueueThatDoesNotAnswerLeadsToAnotherAttempt() {
        box("work").whenAnyExchangeReceived(sqs -> {
            throw new IllegalStateException("no answer");
        });

        arrive(SHOP);

        assertStatus(mail, SHOP, RETRY);
        assertThat(entry(mail, SHOP).claim().attempt()).isEqualTo(2);
    }

    @Test
    void aCourierThatIsDoneBeforeTheHandOverIsWrittenDownHasTheLastWord() throws Exception {
        box("acknowledge").expectedMessageCount(1);
        box("work").whenAnyExchangeReceived(sqs -> {
            ClaimResult started = ledger.start(new DeliveryId(mail, SHOP), 1, "courier");
            ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(DONE, "exit 0"));
        });

        arrive(SHOP);

        assertStatus(mail, SHOP, DONE);
        box("acknowledge").assertIsSatisfied();
    }

    @Test
    void anOrderIsWorkedOffOnceHoweverOftenItComes() throws Exception {
        box("acknowledge-work").expectedMessageCount(2);
        arrive(SHOP);

        work(SHOP, 1);
        work(SHOP, 1);

        assertStatus(mail, SHOP, DONE);
        assertThat(kept()).isEqualTo(1);
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void anOrderForAnEarlierAttemptIsForgotten() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        arrive(SHOP);
        Claim claim = entry(mail, SHOP).claim();
        ledger.move(claim, Transition.to(RETRY, "the queue has lost it"));

        work(SHOP, 1);

        assertStatus(mail, SHOP, RETRY);
        assertThat(kept()).isZero();
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void whatFailsBeforeTheCommandIsAnotherAttemptAndTheOrderGoes() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        arrive(SHOP);
        box("raw-mail").whenAnyExchangeReceived(s3 -> {
            throw new IOException("no space left on device");
        });

        work(SHOP, 1);

        assertStatus(mail, SHOP, RETRY);
        assertThat(kept()).isZero();
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void aCommandThatNeedsAShellThatItsSetDoesNotAllowIsHeld() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        arrive(SHOP_WITH_PIPE);

        work(SHOP_WITH_PIPE, 1);

        assertStatus(mail, SHOP_WITH_PIPE, HELD);
        assertThat(kept()).isZero();
        box("acknowledge-work").assertIsSatisfied();
    }

    /**
     * However an order came into this set's queue, and whatever it contains, the recipient's domain decides its set.
     */
    @Test
    void anOrderOfAnotherSetIsRefusedBeforeItsDeliveryIsTouchedAndGoes() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        DeliveryId others = new DeliveryId(mail, "ne-001@another-set.example");
        ledger.claim(Delivery.of(others, sender, Instant.EPOCH, new RawMail("couriers", "raw/" + mail)), "pipeline");
        Entry before = entry(mail, others.recipient());

        work(others.recipient(), 1);

        assertThat(entry(mail, others.recipient())).isEqualTo(before);
        assertThat(kept()).isZero();
        assertThat(box("raw-mail").getExchanges()).isEmpty();
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void anOutcomeThatCouldNotBeWrittenIsWrittenWhenTheOrderComesAgain() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        arrive(SHOP);
        table.failAfterStart(2, AWAY, false);
        assertThatThrownBy(() -> work(SHOP, 1)).hasRootCause(AWAY);
        assertStatus(mail, SHOP, RUNNING);

        work(SHOP, 1);

        assertRunOnceAndDone();
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void anOutcomeThatCouldNotBeWrittenIsWrittenWithoutTheOrder() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        arrive(SHOP);
        table.failAfterStart(4, AWAY, false);
        assertThatThrownBy(() -> work(SHOP, 1)).hasRootCause(AWAY);

        assertThatThrownBy(this::writeOutcomes).hasRootCause(AWAY);
        assertStatus(mail, SHOP, RUNNING);
        writeOutcomes();

        assertRunOnceAndDone();
        work(SHOP, 1);
        assertRunOnceAndDone();
        box("acknowledge-work").assertIsSatisfied();
    }

    @Test
    void whateverFailsAfterTheCommandOpensNoOtherAttempt() throws Exception {
        arrive(SHOP);
        IllegalStateException failure = new IllegalStateException("no answer");
        table.failAfterStart(1, failure, false);
        assertThatThrownBy(() -> work(SHOP, 1)).hasRootCause(failure);
        assertStatus(mail, SHOP, RUNNING);

        writeOutcomes();

        assertRunOnceAndDone();
    }

    @Test
    void aMailThatS3DoesNotGiveIsAnotherAttemptAlsoWhereTheLedgerIsAwayToo() throws Exception {
        arrive(SHOP);
        box("raw-mail").whenAnyExchangeReceived(s3 -> {
            throw AWAY;
        });
        assertThatThrownBy(() -> work(SHOP, 1)).hasRootCause(AWAY);
        assertStatus(mail, SHOP, RUNNING);

        writeOutcomes();

        assertStatus(mail, SHOP, RETRY);
        assertThat(entry(mail, SHOP).last().note()).isEqualTo("not run: SdkClientException");
        assertThat(kept()).isZero();
    }

    @Test
    void aStartWhoseAnswerNeverCameIsTheSameStartWhenTheOrderComesAgain() throws Exception {
        arrive(SHOP);
        table.failAfterStart(2, AWAY, true);
        assertThatThrownBy(() -> work(SHOP, 1)).hasRootCause(AWAY);
        assertThat(kept()).isZero();

        work(SHOP, 1);

        assertRunOnceAndDone();
    }

    private void writeOutcomes() {
        routes.sendBody("direct:outcomes", null);
    }

    private void assertRunOnceAndDone() throws IOException {
        assertThat(kept()).isEqualTo(1);
        assertThat(entry(mail, SHOP).timeline())
                .extracting(Entry.Event::status)
                .containsExactly(RECEIVED, CLAIMED, UNPACKED, HANDED_OVER, RUNNING, DONE);
    }

    @Test
    void aMailThatDoesNotLieInItsSetsInboxIsNotFetchedByTheCourierEither() throws Exception {
        box("acknowledge-work").expectedMessageCount(1);
        DeliveryId id = new DeliveryId(mail, SHOP);
        Delivery moved = Delivery.of(id, sender, Instant.EPOCH, new RawMail("raw", "raw/" + mail));
        ledger.claim(moved.in("couriers", "ne-001"), "pipeline");

        work(SHOP, 1);

        assertStatus(mail, SHOP, HELD);
        assertThat(entry(mail, SHOP).last().note()).startsWith("the mail is not in the inbox of its set");
        assertThat(box("raw-mail").getExchanges()).isEmpty();
        box("acknowledge-work").assertIsSatisfied();
    }

    private void arrive(String recipient) {
        routes.sendBody("direct:mail", Announcement.of(mail, sender, List.of(recipient), "couriers", "raw/" + mail));
    }

    private void arriveAgainAs(String other) {
        routes.sendBody("direct:mail", Announcement.of(other, sender, List.of(SHOP), "couriers", "raw/" + other));
    }

    private void work(String recipient, int attempt) {
        routes.sendBody("direct:work", new WorkOrder(new DeliveryId(mail, recipient), attempt).write());
    }

    private WorkOrder order(int number) {
        MockEndpoint queue = box("work");
        return WorkOrder.read(queue.getExchanges().get(number).getMessage().getBody(String.class));
    }

    private String lane(int number) {
        return box("work")
                .getExchanges()
                .get(number)
                .getProperty(Sqs2Constants.MESSAGE_GROUP_ID_PROPERTY, String.class);
    }

    private long kept() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/route-tests"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(sender))
                    .count();
        }
    }
}
