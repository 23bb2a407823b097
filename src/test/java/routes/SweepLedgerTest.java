package routes;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.Transition;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that cannot be checked do not delay the others. */
@QuarkusTest
class SweepLedgerTest extends RouteTest {

    /** No server listens there: application.properties has the set's work queue at port 9. */
    private static final String SILENT = "couriers";

    @BeforeEach
    void whatIsDueOfOtherTestsIsTakenUpBefore() {
        SettableTime.set().advance(Duration.ofDays(1));
        for (int i = 0; i < 5; i++) {
            sweep();
        }
    }

    @Test
    void aRetryIsHandedOverInTwoSweepsThoughHundredsOfARemovedSetAreLongerOverdue() {
        List<String> stuck = Stream.generate(() -> handedOver("gone", "arn:aws:ecs:local:0:task/gone"))
                .limit(250)
                .toList();
        String retry = retry();
        SettableTime.set().advance(Duration.ofHours(1));

        sweep();
        sweep();

        assertStatus(retry, SHOP_1, HANDED_OVER);
        assertThat(stuck).allSatisfy(mail -> {
            assertStatus(mail, SHOP_1, HELD);
            assertThat(entry(mail, SHOP_1).last().note()).contains("the settings no longer contain its set");
        });
    }

    @Test
    void aRetryIsHandedOverThoughTheQueueOfOthersDoesNotAnswer() {
        List<String> stuck = Stream.generate(() -> handedOver(SILENT, "queue:order"))
                .limit(150)
                .toList();
        String retry = retry();
        SettableTime.set().advance(Duration.ofHours(1));
        Instant now = SettableTime.set().instant();

        sweep();
        sweep();

        assertStatus(retry, SHOP_1, HANDED_OVER);
        assertThat(stuck).allSatisfy(mail -> {
            Entry entry = entry(mail, SHOP_1);
            assertThat(entry.status()).isEqualTo(HANDED_OVER);
            assertThat(entry.dueAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));
            assertThat(entry.timeline()).hasSize(3);
        });
    }

    @Test
    void aDeliveryThatCannotBeLookedAfterIsLookedAfterMoreAndMoreRarely() {
        String mail = handedOver(SILENT, "queue:order");
        SettableTime.set().advance(Duration.ofMinutes(20));

        assertThat(pauseAfterSweep(mail)).isEqualTo(Duration.ofMinutes(5));
        SettableTime.set().advance(Duration.ofMinutes(5));
        assertThat(pauseAfterSweep(mail)).isEqualTo(Duration.ofSeconds(375));
        SettableTime.set().advance(Duration.ofDays(1));
        assertThat(pauseAfterSweep(mail)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aCourierThatIsHeardOfMeanwhileHasTheLastWord() {
        String mail = handedOver(SILENT, "queue:order");
        SettableTime.set().advance(Duration.ofMinutes(20));
        sweep();

        ClaimResult started = ledger.start(new DeliveryId(mail, SHOP_1), 1, "courier");
        assertStatus(mail, SHOP_1, RUNNING);
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(DONE, "exit 0"));

        assertStatus(mail, SHOP_1, DONE);
    }

    @Test
    void theEndOfATaskThatTheLedgerDoesNotNameOpensNoAttemptForARemovedSet() {
        String mail = handedOver("gone", "arn:aws:ecs:local:0:task/gone");

        routes.sendBody("direct:task-events", """
                {"detail": {"taskArn": "arn:aws:ecs:local:0:task/another", "lastStatus": "STOPPED",
                  "overrides": {"containerOverrides": [{"environment": [
                    {"name": "HIKYAKU_COURIER_MAIL", "value": "%s"},
                    {"name": "HIKYAKU_COURIER_RECIPIENT", "value": "%s"},
                    {"name": "HIKYAKU_COURIER_ATTEMPT", "value": "1"}]}]}}}
                """.formatted(mail, SHOP_1));

        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    private Duration pauseAfterSweep(String mail) {
        sweep();
        return Duration.between(
                SettableTime.set().instant(), entry(mail, SHOP_1).dueAt());
    }

    private String retry() {
        String mail = newMail();
        Claim claim = claim(mail, "demo");
        ledger.move(claim, Transition.to(RETRY, "no capacity").dueIn(Duration.ofMinutes(30)));
        return mail;
    }

    private String handedOver(String set, String task) {
        String mail = newMail();
        ledger.move(claim(mail, set), Transition.to(HANDED_OVER, "").task(task).dueIn(Duration.ofMinutes(15)));
        return mail;
    }

    private Claim claim(String mail, String set) {
        Delivery delivery = Delivery.of(
                new DeliveryId(mail, SHOP_1), "", SettableTime.set().instant(), new RawMail("raw", "raw/" + mail));
        return ((ClaimResult.Claimed) ledger.claim(delivery.in(set, "ne-001"), "pipeline")).claim();
    }
}
