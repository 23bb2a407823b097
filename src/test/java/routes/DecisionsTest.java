package routes;

import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.Entry;
import ledger.OperatorLedger;
import ledger.Transition;
import local.cloud.Announcement;
import mail.Verdicts;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;

/**
 * What a set's policy, its limits and its shadow mode decide about a delivery. {@code PolicyIT} tries each rule with
 * each action.
 */
@QuarkusTest
class DecisionsTest extends RouteTest {

    private static final String SHADOWED = "ne-001@shadow.example";

    @Inject
    OperatorLedger reopening;

    private final String mail = newMail();

    @Test
    void aMailThatPolicyHoldsIsDeliveredOnceItIsReleased() throws Exception {
        receiveForged(mail);
        assertStatus(mail, SHOP_1, HELD);
        assertThat(lastEvent(mail, SHOP_1).note()).isEqualTo("dmarc-fail-reject");

        reopening.reopen(entry(mail, SHOP_1).claim().id(), HELD, "hanako", "the sender was asked");
        box("ecs").expectedMessageCount(1);
        sweep();

        box("ecs").assertIsSatisfied();
        assertStatus(mail, SHOP_1, HANDED_OVER);
    }

    /**
     * Prevents a confused deputy: whoever can announce a mail, or write a row, must not decide which set's mail is
     * fetched.
     */
    @Test
    void aMailThatLiesInTheInboxOfAnotherSetIsHeldAndNobodyFetchesIt() throws Exception {
        box("raw-mail").expectedMessageCount(0);
        box("acknowledge").expectedMessageCount(1);

        routes.sendBody(
                "direct:mail",
                Announcement.of(mail, "order@market.example", List.of(SHOP_1), "couriers", "raw/" + mail));

        assertStatus(mail, SHOP_1, HELD);
        assertThat(lastEvent(mail, SHOP_1).note()).isEqualTo("the mail is not in the inbox of its set");
        box("raw-mail").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();

        reopening.reopen(entry(mail, SHOP_1).claim().id(), HELD, "hanako", "by mistake");
        sweep();
        assertStatus(mail, SHOP_1, HELD);
    }

    @Test
    void aMailThatLiesOutsideOfItsSetsOwnInboxIsHeld() {
        String recipient = "ne-001@couriers.example";

        receive(mail, recipient);

        assertStatus(mail, recipient, HELD);
        assertThat(lastEvent(mail, recipient).note()).isEqualTo("the mail is not in the inbox of its set");
    }

    @Test
    void aTenantsSecondMailWaitsForItsPlaceAndIsNoOtherAttempt() {
        String other = newMail();
        receive(mail, "ne-001@narrow.example");

        receive(other, "ne-001@narrow.example");

        assertStatus(other, "ne-001@narrow.example", RETRY);
        assertThat(lastEvent(other, "ne-001@narrow.example").note())
                .isEqualTo("waits: all slots of the tenant are taken");
        assertThat(box("go-back").getExchanges()).hasSize(1);

        stopTaskOf(mail, "ne-001@narrow.example");
        SettableTime.set().advance(Duration.ofMinutes(1));
        receive(other, "ne-001@narrow.example");

        assertStatus(other, "ne-001@narrow.example", HANDED_OVER);
        assertThat(entry(other, "ne-001@narrow.example").claim().attempt()).isEqualTo(1);
    }

    @Test
    void aMailOverTheQuotaOfTheDayIsHandedOverTheNextDay() {
        String shop = "ne-002@narrow.example";
        for (int i = 0; i < 2; i++) {
            String before = newMail();
            receive(before, shop);
            assertStatus(before, shop, HANDED_OVER);
            stopTaskOf(before, shop);
        }

        receive(mail, shop);

        ZonedDateTime now = SettableTime.set().instant().atZone(ZoneId.of("Asia/Tokyo"));
        Duration tillMidnight =
                Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(now.getZone()));
        assertThat(entry(mail, shop).dueAt())
                .isBetween(
                        now.plus(tillMidnight).toInstant(),
                        now.plus(tillMidnight).plusSeconds(15).toInstant());
        assertThat(lastEvent(mail, shop).note()).isEqualTo("waits: the tenant's daily quota is used up");

        SettableTime.set().advance(tillMidnight.plusSeconds(15));
        receive(mail, shop);

        assertStatus(mail, shop, HANDED_OVER);
    }

    @Test
    void inShadowModeEverythingIsDoneButTheHandOver() throws Exception {
        box("ecs").expectedMessageCount(0);
        box("acknowledge").expectedMessageCount(1);

        receive(mail, SHADOWED);

        box("ecs").assertIsSatisfied();
        box("acknowledge").assertIsSatisfied();
        assertStatus(mail, SHADOWED, DROPPED);
        assertThat(lastEvent(mail, SHADOWED).note()).isEqualTo("shadow mode: not handed over");
        assertThat(entry(mail, SHADOWED).delivery().tenant()).isEqualTo("ne-001");
        assertThat(box("parts").getExchanges()).isNotEmpty();
    }

    private void receiveForged(String mail) {
        Map<VerdictType, Verdict> verdicts = new HashMap<>(Announcement.PASSED.byCheck());
        verdicts.put(VerdictType.DMARC, Verdict.FAIL);
        routes.sendBody(
                "direct:mail",
                Announcement.of(
                        mail,
                        "order@market.example",
                        List.of(SHOP_1),
                        "raw",
                        "raw/" + mail,
                        new Verdicts(verdicts, "reject"),
                        ""));
    }

    private void stopTaskOf(String mail, String recipient) {
        Entry entry = entry(mail, recipient);
        ledger.move(entry.claim(), Transition.to(RETRY, "the task is gone").dueIn(Duration.ofDays(7)));
    }

    private Entry.Event lastEvent(String mail, String recipient) {
        List<Entry.Event> timeline = entry(mail, recipient).timeline();
        return timeline.get(timeline.size() - 1);
    }
}
