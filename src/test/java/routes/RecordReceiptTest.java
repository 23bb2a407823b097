package routes;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.Ledger;
import local.cloud.Announcement;
import mail.RawMail;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.junit.jupiter.api.Test;
import watch.Metric;

@QuarkusTest
class RecordReceiptTest extends RouteTest {

    @Inject
    MeterRegistry meters;

    @Test
    void theReceiptIsRecordedWhileTheMainChainIsDown() throws Exception {
        String mail = newMail();
        box("acknowledge-receipt").expectedMessageCount(1);

        routes.sendBody("direct:receipts", announcement(mail));

        box("acknowledge-receipt").assertIsSatisfied();
        assertThat(deliveries.ofMail(mail)).hasSize(2).allMatch(entry -> entry.status() == RECEIVED);
    }

    @Test
    void ofMailsThatCameTogetherTheUnknownAreRecordedAndAllAreAcknowledged() throws Exception {
        String known = newMail();
        String unknown = newMail();
        List<Entry> before = claimed(known);
        acknowledges("handle-0", "handle-1", "handle-2");

        arriveTogether(announcement(known), announcement(unknown), announcement(unknown));

        box("acknowledge-receipt").assertIsSatisfied();
        assertThat(deliveries.ofMail(known)).isEqualTo(before);
        assertThat(deliveries.ofMail(unknown)).hasSize(2).allMatch(entry -> entry.status() == RECEIVED);
    }

    @Test
    void mailsThatTheLedgerKnowsAreAcknowledgedWithoutAWrite() throws Exception {
        QuarkusMock.installMockForType(ledgerThatTakesNoReceipt(), Ledger.class);
        String one = newMail();
        String other = newMail();
        claimed(one);
        claimed(other);
        acknowledges("handle-0", "handle-1");

        arriveTogether(announcement(one), announcement(other));

        box("acknowledge-receipt").assertIsSatisfied();
    }

    @Test
    void mailsOfWhichOneCannotBeRecordedStayInTheQueue() throws Exception {
        QuarkusMock.installMockForType(ledgerThatTakesNoReceipt(), Ledger.class);
        String known = newMail();
        claimed(known);
        double before = failures();
        box("acknowledge-receipt").expectedMessageCount(0);

        arriveTogether(announcement(known), announcement(newMail()));

        box("acknowledge-receipt").assertIsSatisfied();
        assertThat(failures()).isEqualTo(before + 1);
    }

    @Test
    void mailsThatTheLedgerCannotBeAskedAboutStayInTheQueue() throws Exception {
        QuarkusMock.installMockForType(ledgerThatCannotBeAsked(), Ledger.class);
        double before = failures();
        box("acknowledge-receipt").expectedMessageCount(0);

        arriveTogether(announcement(newMail()), announcement(newMail()));

        box("acknowledge-receipt").assertIsSatisfied();
        assertThat(failures()).isEqualTo(before + 1);
    }

    @Test
    void aMessageThatAnnouncesNoMailIsLeftToReceiveMailAndHoldsNoOtherUp() throws Exception {
        String mail = newMail();
        box("dead-letters").expectedMessageCount(0);
        acknowledges("handle-0", "handle-1", "handle-2");

        arriveTogether("this announces no mail", announcement(mail), announcement(newMail()));

        box("acknowledge-receipt").assertIsSatisfied();
        box("dead-letters").assertIsSatisfied();
        assertThat(deliveries.ofMail(mail)).hasSize(2).allMatch(entry -> entry.status() == RECEIVED);
    }

    private static String announcement(String mail) {
        return Announcement.of(mail, "", List.of(SHOP_1, SHOP_2), "raw", "raw/key");
    }

    /** The messages of one poll, each with a receipt handle. */
    private void arriveTogether(String... messages) {
        for (int i = 0; i < messages.length; i++) {
            String message = messages[i];
            String handle = "handle-" + i;
            routes.send("direct:receipts", exchange -> {
                exchange.setProperty(Exchange.BATCH_SIZE, messages.length);
                exchange.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, handle);
                exchange.getMessage().setBody(message);
            });
        }
    }

    private void acknowledges(Object... handles) {
        box("acknowledge-receipt").expectedMessageCount(handles.length);
        box("acknowledge-receipt").expectedHeaderValuesReceivedInAnyOrder(Sqs2Constants.RECEIPT_HANDLE, handles);
    }

    /** What {@link ReceiveMail} has done before the queue delivers the receipt. */
    private List<Entry> claimed(String mail) {
        for (String recipient : List.of(SHOP_1, SHOP_2)) {
            DeliveryId id = new DeliveryId(mail, recipient);
            ledger.claim(Delivery.of(id, "", clock.instant(), new RawMail("raw", "raw/key")), "pipeline");
        }
        List<Entry> rows = deliveries.ofMail(mail);
        assertThat(rows).hasSize(2).allMatch(entry -> entry.status() == CLAIMED);
        return rows;
    }

    private double failures() {
        return meters.find(Metric.FAILURES.key()).tag("route", "record-receipt").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private Ledger ledgerThatTakesNoReceipt() {
        return new InMemoryLedger(clock, settings) {
            @Override
            public boolean receive(Delivery delivery) {
                throw new IllegalStateException("the ledger refuses writes");
            }
        };
    }

    private Ledger ledgerThatCannotBeAsked() {
        return new InMemoryLedger(clock, settings) {
            @Override
            public List<Delivery> unknown(List<Delivery> deliveries) {
                throw new IllegalStateException("the ledger does not answer");
            }
        };
    }
}
