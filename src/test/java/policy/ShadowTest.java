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

class ShadowTest {

    @Test
    void aMailThatShadowModeKeptFromItsProgramIsToldFromOneThatWasDropped() {
        assertThat(Shadow.ended(entry(DeliveryStatus.DROPPED, Shadow.NOTE))).isTrue();
        assertThat(Shadow.ended(entry(DeliveryStatus.DROPPED, "spam-fail"))).isFalse();
        assertThat(Shadow.ended(entry(DeliveryStatus.RETRY, Shadow.NOTE))).isFalse();
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
