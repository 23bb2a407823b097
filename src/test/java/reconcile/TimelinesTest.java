package reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Entry.Event;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelinesTest {

    private static final Instant AT = Instant.parse("2026-11-30T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RECEIVED",
                "RECEIVED CLAIMED HELD",
                "RECEIVED CLAIMED DROPPED",
                "RECEIVED CLAIMED UNPACKED HANDED_OVER RUNNING:1 DONE",
                "RECEIVED CLAIMED CLAIMED UNPACKED RUNNING:1 DONE",
                "RECEIVED CLAIMED UNPACKED HANDED_OVER RUNNING:1 RUNNING DONE",
                "RECEIVED CLAIMED RUNNING:1 RETRY CLAIMED RUNNING:2 FAILED RETRY:was CLAIMED RUNNING:3 DONE",
                "RECEIVED CLAIMED HELD RETRY:was CLAIMED DEAD DROPPED FORGOTTEN",
                "RECEIVED DONE RETRY:was CLAIMED RUNNING:2 DONE",
                "RECEIVED CLAIMED RUNNING:1 RUNNING:1 DONE RETRY:was CLAIMED RUNNING:2 DONE"
            })
    void theLifeOfADeliveryHasNoFault(String timeline) {
        assertThat(Timelines.fault(entry(timeline, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLAIMED HELD",
                "RECEIVED RECEIVED CLAIMED",
                "RECEIVED RUNNING:1 DONE",
                "RECEIVED CLAIMED DONE",
                "RECEIVED CLAIMED UNPACKED UNPACKED HELD",
                "RECEIVED CLAIMED HANDED_OVER DONE",
                "RECEIVED CLAIMED RUNNING:1 RUNNING:1 DONE",
                "RECEIVED CLAIMED RUNNING:1 DONE CLAIMED RUNNING:2 DONE",
                "RECEIVED CLAIMED RUNNING:1 DONE DROPPED",
                "RECEIVED CLAIMED HELD FORGOTTEN RETRY CLAIMED",
                "RECEIVED CLAIMED FAILED RETRY:was CLAIMED RUNNING:2 RUNNING:2 DONE"
            })
    void aStepThatNoProgramTakesIsAFault(String timeline) {
        assertThat(Timelines.fault(entry(timeline, null))).isPresent();
    }

    @Test
    void aRowAndItsTimelineHaveTheSameStatus() {
        assertThat(Timelines.fault(entry("RECEIVED CLAIMED HELD", DeliveryStatus.DONE)))
                .contains("it is DONE, and its timeline ends with HELD");
    }

    /** @param status null for the status of the timeline's last event */
    private static Entry entry(String timeline, DeliveryStatus status) {
        List<Event> events =
                Arrays.stream(timeline.split(" ")).map(TimelinesTest::event).toList();
        DeliveryStatus last = events.get(events.size() - 1).status();
        Delivery delivery =
                Delivery.of(new DeliveryId("mail-1", "ne-001@shop.example"), "", AT, new RawMail("raw", "raw/mail-1"));
        return new Entry(new Claim(delivery, "", 0, 1, 1, status == null ? last : status), AT, null, events);
    }

    private static Event event(String text) {
        String[] parts = text.split(":");
        String note = parts.length < 2 ? "" : parts[1].equals("was") ? "was DONE: why" : "attempt " + parts[1];
        return new Event(AT, DeliveryStatus.valueOf(parts[0]), "", note);
    }
}
