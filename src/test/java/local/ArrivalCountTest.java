package local;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.RawMail;
import org.junit.jupiter.api.Test;

class ArrivalCountTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Sample sample = Sample.all().get(0);
    private final String recipient = sample.expected().keySet().iterator().next();

    @Test
    void everyMailIsWhereItShouldBe() {
        ArrivalCount count = count(arrival(DONE, ""));

        assertThat(count.isAsItShould()).isTrue();
        assertThat(count.inWords(MINUTE)).isEqualTo("Every mail is where it should be.");
    }

    @Test
    void aMailThatIsStillOnItsWayIsNotCalledWrong() {
        ArrivalCount count = count(arrival(DONE, ""), arrival(RETRY, ""), unknown());

        assertThat(count.isAsItShould()).isFalse();
        assertThat(count.inWords(MINUTE))
                .isEqualTo("2 of 3 deliveries are still running, after 60 s in which none has moved.");
        assertThat(arrival(RETRY, "").remark()).isEqualTo("still running: the note");
        assertThat(unknown().remark()).isEqualTo("still running: not in the ledger");
    }

    @Test
    void aMailThatEndedElsewhereOrCameChangedIsWrong() {
        ArrivalCount count = count(arrival(FAILED, ""), arrival(DONE, "other bytes"), arrival(RETRY, ""));

        assertThat(count.inWords(MINUTE))
                .startsWith("2 of 3 deliveries are not where they should be. 1 of 3 deliveries are still running");
        assertThat(arrival(FAILED, "").remark()).isEqualTo("WRONG, expected DONE: the note");
        assertThat(arrival(DONE, "other bytes").remark()).isEqualTo("WRONG, expected DONE: other bytes");
    }

    private static ArrivalCount count(Arrival... arrivals) {
        return ArrivalCount.of(List.of(arrivals));
    }

    private Arrival unknown() {
        return new Arrival(sample, "mail", recipient, Optional.empty(), Optional.empty(), "");
    }

    private Arrival arrival(DeliveryStatus status, String flaw) {
        Delivery delivery = Delivery.of(
                new DeliveryId("mail", recipient),
                "sender@market.example",
                Instant.EPOCH,
                new RawMail("raw", "raw/mail"));
        Claim claim = new Claim(delivery, "test", 1, 1, 1, status);
        Entry.Event event = new Entry.Event(Instant.EPOCH, status, "test", "the note");
        Entry entry = new Entry(claim, null, null, List.of(event));
        return new Arrival(sample, "mail", recipient, Optional.of(entry), Optional.empty(), flaw);
    }
}
