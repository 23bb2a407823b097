package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Counts the requests to the ledger. */
class LedgerRequestsIT extends MailJourney {

    private static final int MAILS = 3;
    private static final int MOST_WRITES = 5;

    /** The queue may still have events of another test of this JVM. */
    private static final Map<String, String> WITHOUT_BUCKET_EVENTS = Map.of("BOX_STORED", "direct:nothing");

    /** Seconds: longer than the test. */
    private static final int LONG = 600;

    /**
     * In this test no lease is renewed or expires, no monitoring runs, and no mail is old enough for the audit. So only
     * the deliveries themselves cause requests.
     */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_LEASE", "PT30S",
                "HIKYAKU_QUEUE_VISIBILITY", "PT30S",
                "HIKYAKU_SWEEP_TASK_AFTER", "PT5M",
                "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT1H",
                "HIKYAKU_WATCH_EVERY", "");
    }

    @Test
    void aDeliveryCostsAtMostFiveWritesAndItsReceiptNone() throws Exception {
        List<String> mails = send(MAILS);
        List<Message> receipts = hideReceipts();
        Instant began = Instant.now();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free(), WITHOUT_BUCKET_EVENTS)) {
            awaitAll(mails);
            receipts.forEach(receipt -> hide(receipt, 0));
            Waiting.until(
                    "the receipts are acknowledged",
                    () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().receipts()) == 0);
        }

        Map<String, Long> requests = cloud.tableGate().requests();
        System.out.printf("ledger requests for %d deliveries: %s%n", MAILS, requests);
        assertThat(requests.keySet()).isSubsetOf("UpdateItem", "GetItem", "Query", "BatchGetItem");
        assertThat(requests.get("BatchGetItem"))
                .as("one read for the mails of one poll")
                .isBetween(1L, (long) MAILS);
        assertThat(requests.getOrDefault("GetItem", 0L))
                .as("one read for the end of each task; what all processes share is read by time, every five seconds")
                .isLessThanOrEqualTo(
                        MAILS + 4 + Duration.between(began, Instant.now()).toSeconds() / 5 * 2);
        assertThat(requests.get("UpdateItem"))
                .as("besides, the directory once, the audit's place twice, and yesterday's reconciliation twice")
                .isBetween((long) MAILS, (long) MAILS * MOST_WRITES + 5);
    }

    /** Hides the receipts until the deliveries are done, so that no receipt is written in place of a claim. */
    private List<Message> hideReceipts() {
        List<Message> receipts = new ArrayList<>();
        Waiting.until("the receipts have come", () -> {
            receipts.addAll(cloud.sqs()
                    .receiveMessage(receive -> receive.queueUrl(cloud.queues().receipts())
                            .maxNumberOfMessages(MAILS)
                            .visibilityTimeout(LONG))
                    .messages());
            return receipts.size() >= MAILS;
        });
        return receipts;
    }

    private void hide(Message receipt, int seconds) {
        cloud.sqs()
                .changeMessageVisibility(
                        change -> change.queueUrl(cloud.queues().receipts())
                                .receiptHandle(receipt.receiptHandle())
                                .visibilityTimeout(seconds));
    }
}
