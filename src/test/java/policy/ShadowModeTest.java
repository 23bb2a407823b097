package policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.RawMail;
import org.junit.jupiter.api.Test;

class ShadowModeTest {

    @Test
    void aMailThatShadowModeKeptFromItsProgramIsToldFromOneThatWasDropped() {
        assertThat(ShadowMode.ended(entry(DeliveryStatus.DROPPED, ShadowMode.NOTE)))
                .isTrue();
        assertThat(ShadowMode.ended(entry(DeliveryStatus.DROPPED, "spam-fail"))).isFalse();
        assertThat(ShadowMode.ended(entry(DeliveryStatus.RETRY, ShadowMode.NOTE)))
                .isFalse();
    }

    private static Entry entry(DeliveryStatus status, String note) {
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", "ne-001@shop.example"), "", Instant.EPOCH, new RawMail("raw", "raw/1"));
        return new Entry(
                new Claim(delivery, "worker", 1, 1, 1, status),
                null,
                null,
                List.of(new Entry.Event(Instant.EPOCH, status, "pipeline", note)));
    }
}
