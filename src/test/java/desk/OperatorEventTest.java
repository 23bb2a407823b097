package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.OperatorLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A timeline's text about an operator's action can be read back as that action. */
class OperatorEventTest {

    @ParameterizedTest
    @CsvSource({"HELD,RETRY,RELEASE", "FAILED,RETRY,REDRIVE", "DONE,RETRY,REDRIVE", "HELD,DROPPED,DROP"})
    void whatTheLedgerWritesOfAnActionIsReadAgain(DeliveryStatus was, DeliveryStatus now, OperatorAction action) {
        String note = now == DeliveryStatus.DROPPED
                ? OperatorLedger.noteOfDrop(was, "mika", "mended: it is up")
                : OperatorLedger.note(was, "mika", "mended: it is up");

        OperatorEvent read = OperatorEvent.of(event(now, note)).orElseThrow();

        assertThat(read.action()).isEqualTo(action);
        assertThat(read.was()).isEqualTo(was);
        assertThat(read.why()).isEqualTo("mended: it is up");
    }

    @Test
    void whatAProgramPrintsIsNoAction() {
        assertThat(OperatorEvent.of(event(DeliveryStatus.RETRY, "exit 75: was HELD: mended")))
                .isEmpty();
        assertThat(OperatorEvent.of(event(DeliveryStatus.FAILED, "was HELD: mended")))
                .isEmpty();
        assertThat(OperatorEvent.of(event(DeliveryStatus.RETRY, "was RUNNING: mended")))
                .isEmpty();
    }

    private static Entry.Event event(DeliveryStatus status, String note) {
        return new Entry.Event(Instant.EPOCH, status, "mika", note);
    }
}
