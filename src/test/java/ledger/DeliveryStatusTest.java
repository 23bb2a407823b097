package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryStatusTest {

    @Test
    void whatHasEndedIsFinalAndOnlyWhatIsKeptBackIsNotOver() {
        assertThat(all(DeliveryStatus::isFinal)).containsExactly(DONE, HELD, FAILED, DEAD, DROPPED, FORGOTTEN);
        assertThat(all(DeliveryStatus::isOver)).containsExactly(DONE, FAILED, DEAD, DROPPED);
    }

    @Test
    void aDeliveryInWorkIsAWorkersOrATasks() {
        assertThat(all(DeliveryStatus::isInWork)).containsExactly(CLAIMED, UNPACKED, HANDED_OVER, RUNNING);
        assertThat(all(DeliveryStatus::isHandedOver)).containsExactly(HANDED_OVER, RUNNING);
    }

    @Test
    void aDeliveryThatWaitsCanOnlyBeClaimed() {
        assertThat(next(RECEIVED)).containsExactly(CLAIMED);
        assertThat(next(RETRY)).containsExactly(CLAIMED);
    }

    @Test
    void aWorkerMayBringItsDeliveryToAnyEndButDone() {
        assertThat(next(CLAIMED)).doesNotContain(RECEIVED, DONE).contains(CLAIMED, UNPACKED, HANDED_OVER, HELD, DEAD);
        assertThat(next(UNPACKED)).doesNotContain(RECEIVED, DONE, UNPACKED).contains(CLAIMED, HANDED_OVER, HELD, DEAD);
    }

    @Test
    void onlyAProgramThatRanMakesADeliveryDone() {
        assertThat(next(RUNNING))
                .contains(RUNNING, RETRY, DONE, FAILED, HELD)
                .doesNotContain(RECEIVED, CLAIMED, UNPACKED);
        assertThat(next(HANDED_OVER)).contains(HANDED_OVER, RUNNING, RETRY).doesNotContain(RECEIVED, CLAIMED, DONE);
    }

    @Test
    void whatIsFinalGoesNowhere() {
        assertThat(all(DeliveryStatus::isFinal))
                .allSatisfy(end -> assertThat(next(end)).isEmpty());
    }

    private static Stream<DeliveryStatus> all(Predicate<DeliveryStatus> which) {
        return Stream.of(DeliveryStatus.values()).filter(which);
    }

    private static Stream<DeliveryStatus> next(DeliveryStatus status) {
        return all(status::mayBecome);
    }
}
