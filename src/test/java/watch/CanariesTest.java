package watch;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import settings.Settings;

class CanariesTest {

    private static final String CANARY = "canary@shop.example";
    private static final Settings SETTINGS = Configuration.with(Map.of(
            "hikyaku.sets.demo.domains", "shop.example",
            "hikyaku.sets.demo.aliases", "demo/aliases",
            "hikyaku.sets.demo.cluster", "demo",
            "hikyaku.sets.demo.task-definition", "demo",
            "hikyaku.sets.demo.canary", "Canary@Shop.example"));

    private final SettableClock clock = new SettableClock();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, SETTINGS);
    private final Canaries canaries = new Canaries(ledger, SETTINGS, clock);
    private int mails;

    @Test
    void aCanarysAgeIsCountedFromItsReceiptHoweverLongItTook() {
        send(DONE, Duration.ofMinutes(20));

        assertThat(age()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void canariesThatDoNotComeThroughLeaveTheAgeThatOfTheLastOneThatDid() {
        send(DONE, Duration.ofMinutes(5));
        for (int i = 0; i < 12; i++) {
            send(FAILED, Duration.ofMinutes(5));
        }

        assertThat(age()).isEqualTo(Duration.ofMinutes(13 * 5));
    }

    @Test
    void oneThatComesLateDoesNotStandForThoseAfterIt() {
        Claim late = claim();
        clock.advance(Duration.ofMinutes(5));
        send(DONE, Duration.ofMinutes(5));
        end(late, DONE);

        assertThat(age()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aCanaryThatIsNeverSentAgesFromTheBeginning() {
        clock.advance(Duration.ofHours(1));

        assertThat(age()).isEqualTo(Duration.ofHours(1));
        assertThat(canaries.missingSince(clock.instant().minusSeconds(150))).containsExactly(CANARY);
    }

    @Test
    void aSetWithoutACanaryHasNoAge() {
        Canaries none = new Canaries(ledger, Configuration.with(Map.of()), clock);

        assertThat(none.ages()).isEmpty();
        assertThat(none.missingSince(clock.instant())).isEmpty();
    }

    private Duration age() {
        return canaries.ages().get("demo");
    }

    private void send(DeliveryStatus status, Duration then) {
        end(claim(), status);
        clock.advance(then);
    }

    private Claim claim() {
        DeliveryId id = new DeliveryId("canary-" + mails++, CANARY);
        Delivery canary = Delivery.of(id, "", clock.instant(), new RawMail("raw", "raw/" + id.mail()));
        return ((ClaimResult.Claimed) ledger.claim(canary.in("demo", "canary"), "pipeline")).claim();
    }

    private void end(Claim claim, DeliveryStatus status) {
        ledger.move(claim, Transition.to(HANDED_OVER, "task"));
        ClaimResult started = ledger.start(claim.id(), 1, "courier");
        ledger.move(((ClaimResult.Claimed) started).claim(), Transition.to(status, ""));
    }
}
