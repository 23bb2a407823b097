package local.it;

import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.Entry;
import ledger.Transition;
import local.Configuration;
import local.cloud.LocalCloud;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/** {@code hikyaku sweep --dry-run} with a ledger and a bucket that no pipeline sweeps. */
class DryRunIT extends MailJourney {

    private static final DeliveryId ID = new DeliveryId("mail-1", "ne-001@shop.example");

    @Override
    Map<String, String> changes() {
        return Map.of("HIKYAKU_SWEEP_INBOXES", LocalCloud.INBOX, "HIKYAKU_SWEEP_RECEIVED_AFTER", "PT0S");
    }

    @Test
    void itShowsWhatASweepWouldTakeUpAndChangesNothing() throws Exception {
        var ledger = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        Delivery delivery = Delivery.of(ID, "", Clock.systemUTC().instant(), new RawMail("raw", "raw/mail-1"));
        ClaimResult.Claimed claimed = (ClaimResult.Claimed) ledger.claim(delivery, "test");
        ledger.move(claimed.claim(), Transition.to(RETRY, "").dueIn(Duration.ofMillis(1)));
        Entry before = ledger.find(ID).orElseThrow();
        cloud.topic().lose(1);
        String lost = send(1).get(0);

        Answer answer = desk("sweep", "--dry-run");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output())
                .contains(ID + " RETRY due")
                .contains(lost + " stored")
                .contains("1 deliveries due, 1 mails never announced")
                .doesNotContain(ID.recipient());
        assertThat(ledger.find(ID)).contains(before);
        assertThat(ledger.ofMail(lost)).isEmpty();
    }
}
