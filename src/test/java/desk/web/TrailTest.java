package desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import desk.DeliveryDetails.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.RawMail;
import org.junit.jupiter.api.Test;

/** A delivery's timeline as the page draws it: attempts are separate, and each line connects the right stages. */
class TrailTest {

    private static final Instant START = Instant.parse("2026-11-24T01:00:00Z");

    private final List<Entry.Event> timeline = new ArrayList<>();

    @Test
    void thatATaskIsStillThereIsNotItsHandOver() {
        at(0, "RECEIVED")
                .at(1, "CLAIMED")
                .at(2, "UNPACKED")
                .at(3, "HANDED_OVER")
                .at(43, "HANDED_OVER");
        at(44, "RUNNING").at(50, "RUNNING").at(60, "DONE");

        assertThat(trail().runs()).hasSize(1);
        assertThat(legs(0))
                .containsExactly("stop.ses ", "stop.claimed 1s", "stop.handed-over 2s", "stop.running 41s", "DONE 16s");
        assertThat(trail().runs().get(0).stages().get(4).outcome()).isEqualTo("DONE");
    }

    @Test
    void eachAttemptBeginsWhereTheOneBeforeEndedAndTheNewestComesFirst() {
        at(0, "RECEIVED").at(1, "CLAIMED").at(2, "HANDED_OVER").at(3, "RUNNING").at(5, "RETRY");
        at(35, "CLAIMED").at(36, "HANDED_OVER").at(37, "RUNNING").at(39, "FAILED");

        assertThat(legs(0))
                .containsExactly(
                        "stop.again ", "stop.claimed 30s", "stop.handed-over 1s", "stop.running 1s", "FAILED 2s");
        assertThat(legs(1))
                .containsExactly("stop.ses ", "stop.claimed 1s", "stop.handed-over 1s", "stop.running 1s", "RETRY 2s");
        assertThat(trail().runs()).hasSize(2);
    }

    @Test
    void anOperatorsWordIsNoAttempt() {
        at(0, "RECEIVED").at(1, "CLAIMED").at(2, "HELD").at(600, "RETRY");

        assertThat(trail().runs()).hasSize(1);
        assertThat(legs(0)).containsExactly("stop.ses ", "stop.claimed 1s", "HELD 1s");
    }

    @Test
    void whatIsUnderWayHasStagesAhead() {
        at(0, "RECEIVED").at(1, "CLAIMED").at(2, "HELD").at(600, "RETRY").at(601, "CLAIMED");

        assertThat(legs(0))
                .containsExactly("stop.again ", "stop.claimed 1s", "stop.handed-over ", "stop.running ", "DONE ");
        assertThat(trail().runs().get(0).stages().get(2).isReached()).isFalse();
        assertThat(trail().runs().get(0).stages().get(4).isReached()).isFalse();
    }

    @Test
    void aMailThatNobodyTookUpIsAllAhead() {
        at(0, "RECEIVED");

        assertThat(trail().runs().get(0).stages())
                .filteredOn(Trail.Stage::isReached)
                .hasSize(1);
    }

    @Test
    void theSameEventAgainAndAgainIsOneRowWithACount() {
        DeliveryEvent once = new DeliveryEvent(START, "HANDED_OVER", "pipeline", "the task is still there");
        DeliveryEvent again =
                new DeliveryEvent(START.plusSeconds(9), "HANDED_OVER", "pipeline", "the task is still there");
        DeliveryEvent other =
                new DeliveryEvent(START.plusSeconds(9), "HANDED_OVER", "pipeline-2", "the task is still there");

        assertThat(TimelineRow.of(List.of(once, again, other)))
                .containsExactly(new TimelineRow(once, again.at(), 2), new TimelineRow(other, other.at(), 1));
    }

    private TrailTest at(int second, String status) {
        timeline.add(new Entry.Event(START.plusSeconds(second), DeliveryStatus.valueOf(status), "pipeline", ""));
        return this;
    }

    private List<String> legs(int run) {
        return trail().runs().get(run).stages().stream()
                .map(stage -> stage.name() + " " + stage.leg())
                .toList();
    }

    private Trail trail() {
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", "ne-001@shop.example"),
                "order@market.example",
                START,
                new RawMail("raw", "raw/1"));
        DeliveryStatus status = timeline.get(timeline.size() - 1).status();
        return Trail.of(new Entry(new Claim(delivery, "pipeline", 1, 1, 1, status), null, null, List.copyOf(timeline)));
    }
}
