package local.it;

import static ledger.DeliveryStatus.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.FaultProxy.Mischief;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** Receipts of mails that no worker has claimed. */
class ReceiptsIT extends MailJourney {

    private static final int MAILS = 12;

    /** No pipeline reads the queue. */
    private static final Map<String, String> WITHOUT_MAIN_CHAIN = Map.of("BOX_MAIL", "direct:nothing");

    /** The SDK sends a request up to nine times. */
    private static final int MORE_THAN_ONE_LOOK = 12;

    /** Only receipts cause requests to the ledger: no monitoring, no check of the bucket's events, and no sweep. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_QUEUE_VISIBILITY", "PT3S",
                "HIKYAKU_WATCH_EVERY", "",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT1H",
                "HIKYAKU_QUEUE_STORED_EVERY", "PT1H");
    }

    @Test
    void theLedgerKnowsOfEveryMailWhileTheMainChainIsDown() throws Exception {
        String receipts = cloud.queues().receipts();
        List<String> mails = send(MAILS);
        cloud.sqs().sendMessage(send -> send.queueUrl(receipts).messageBody("this announces no mail"));
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), WITHOUT_MAIN_CHAIN)) {
            awaitNoReceipts();
        }

        assertThat(mails).allSatisfy(mail -> assertThat(timeline(mail)).containsExactly(RECEIVED));
        assertThat(cloud.tableGate().requests().get("UpdateItem"))
                .as("one for each mail; at the start, each thread enters the sets into the ledger's directory")
                .isBetween(MAILS + 1L, 2L * MAILS - 1);
        assertThat(looks()).as("mails that arrive together share one read").isLessThan(MAILS);
    }

    @Test
    void receiptsThatCameWhileTheLedgerWasAwayComeAgain() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), WITHOUT_MAIN_CHAIN)) {
            cloud.tableGate().misbehave(Mischief.FAIL, 1);
            List<String> mails = send(MAILS);
            Waiting.until("the ledger is asked in vain", () -> looks() > MORE_THAN_ONE_LOOK);
            assertThat(cloud.queues().waiting(cloud.sqs(), cloud.queues().receipts()))
                    .isEqualTo(MAILS);

            cloud.tableGate().behave();
            awaitNoReceipts();
            assertThat(mails).allSatisfy(mail -> assertThat(timeline(mail)).containsExactly(RECEIVED));
        }
    }

    private void awaitNoReceipts() {
        Waiting.until(
                "the receipts are acknowledged",
                () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().receipts()) == 0);
    }

    private long looks() {
        return cloud.tableGate().requests().getOrDefault("BatchGetItem", 0L);
    }
}
