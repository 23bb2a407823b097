package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.Pipeline;
import local.Waiting;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;

/** Counts the requests to the ledger, and runs two pipelines on one queue. */
class SharedWorkIT extends MailJourney {

    private static final int MAILS = 3;
    private static final int MOST_WRITES = 5;

    /**
     * The receipts queue's delay in seconds: longer than the main chain needs for three mails, even on a busy machine.
     */
    private static final int RECEIPT_DELAY = 30;

    /**
     * In this test no lease is renewed or expires, and no monitoring runs. So only the deliveries themselves cause
     * requests.
     */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_LEASE", "PT30S",
                "HIKYAKU_QUEUE_VISIBILITY", "PT30S",
                "HIKYAKU_SWEEP_TASK_AFTER", "PT5M",
                "HIKYAKU_WATCH_EVERY", "");
    }

    @Test
    void aDeliveryCostsAtMostFiveWritesAndItsReceiptNone() throws Exception {
        String receipts = cloud.queues().receipts();
        cloud.queues().delayReceipts(cloud.sqs(), RECEIPT_DELAY);
        Instant began = Instant.now();
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            awaitAll(send(MAILS));
            Waiting.until("the receipts are acknowledged", () -> cloud.queues().waiting(cloud.sqs(), receipts) == 0);
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
                .as(
                        "besides, the directory once, the audit's place twice, and the day book for each batch of events, which may come twice")
                .isBetween((long) MAILS, (long) MAILS * MOST_WRITES + 3 + 2L * MAILS);
    }

    @Test
    void twoPipelinesOnOneQueueHandEachMailOverOnce() throws Exception {
        cloud.topic().duplicate(3);
        try (Pipeline one = Pipeline.start(cloud, Ports.free());
                Pipeline other = Pipeline.start(cloud, Ports.free())) {
            List<String> mails = send(MAILS);
            awaitAll(mails);

            assertKeptOnce(mails);
            assertThat(mails).allSatisfy(mail -> assertThat(starts(mail)).hasSize(1));
            assertThat(cloud.tasks().started()).isEqualTo(MAILS);
        }
    }
}
