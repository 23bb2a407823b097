package work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/** The record that one step of a route passes to the next. */
class WorkTest {

    private static final Delivery DELIVERY = Delivery.of(
            new DeliveryId("mail-1", "ne-001@shop.example"), "", Instant.EPOCH, new RawMail("raw", "raw/mail-1"));

    @Test
    void whatStepsNoteStandsTogetherInTheirOrder() {
        Work work = Work.NONE.noted("").noted("spam-fail").noted("").noted("delivered raw");

        assertThat(work.note()).isEqualTo("spam-fail; delivered raw");
    }

    @Test
    void aDecisionsReasonIsNoted() {
        Decision held = Decision.of(Decision.DecisionKind.HOLD, "spam-fail", "spam-fail");

        Work work = Work.on(claim(DeliveryStatus.CLAIMED)).decided(held);

        assertThat(work.note()).isEqualTo("spam-fail");
        assertThat(work.isDecidedAs(Decision.DecisionKind.HOLD)).isTrue();
        assertThat(work.isDecidedAs(Decision.DecisionKind.DROP)).isFalse();
    }

    @Test
    void aDeliveryThatATaskHasIsNotOurs() {
        assertThat(Work.on(claim(DeliveryStatus.CLAIMED)).isOurs()).isTrue();
        assertThat(Work.on(claim(DeliveryStatus.HANDED_OVER)).isOurs()).isFalse();
        assertThat(Work.NONE.isOurs()).isFalse();
    }

    @Test
    void whatWasDoneStaysWhenTheClaimMoves() {
        Work work =
                Work.on(claim(DeliveryStatus.CLAIMED)).handedOverTo("task-1").noted("note");

        Work moved = work.with(claim(DeliveryStatus.HANDED_OVER));

        assertThat(moved.isHandedOver()).isTrue();
        assertThat(moved.note()).isEqualTo("note");
        assertThat(moved.status()).isEqualTo(DeliveryStatus.HANDED_OVER);
    }

    private static Claim claim(DeliveryStatus status) {
        return new Claim(DELIVERY, "pipeline", 1, 1, 1, status);
    }
}
