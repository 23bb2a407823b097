package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import mail.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of every {@link Ledger}: claims, leases and transitions. The ledger in memory for route tests and the
 * real one pass the same tests.
 */
interface LedgerContract extends LedgerFixture {

    @Test
    default void aNewDeliveryIsClaimedByOneWorkerOnly() {
        Delivery delivery = delivery();

        Claim claim = claim(delivery, "one");
        ClaimResult second = ledger().claim(delivery, "two");

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.status()).isEqualTo(CLAIMED);
        assertThat(second).isEqualTo(new ClaimResult.NotYet(clock().instant().plus(LEASE)));
    }

    @Test
    default void aReceivedDeliveryIsClaimedAndKeepsWhatItHas() {
        Delivery delivery = delivery();

        assertThat(ledger().receive(delivery)).isTrue();
        Claim claim = claim(delivery.in("set-1", "shop-1"), "one");

        assertThat(claim.delivery()).isEqualTo(delivery.in("set-1", "shop-1"));
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED);
    }

    @Test
    default void theReceiptThatComesAfterTheClaimChangesNothing() {
        Delivery delivery = delivery();
        claim(delivery, "one");

        assertThat(ledger().receive(delivery)).isFalse();

        assertThat(status(delivery)).isEqualTo(CLAIMED);
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED);
    }

    @Test
    default void aLeaseThatIsOverIsTakenOverInTheSameAttempt() {
        Delivery delivery = delivery();
        Claim dead = claim(delivery, "one");

        clock().advance(LEASE);
        ClaimResult.Claimed answer = (ClaimResult.Claimed) ledger().claim(delivery, "two");
        Claim successor = answer.claim();

        assertThat(answer.takenOver()).isTrue();
        assertThat(successor.attempt()).isEqualTo(dead.attempt());
        assertThat(successor.fence()).isEqualTo(dead.fence() + 1);
    }

    @Test
    default void aWorkerThatWasDeclaredDeadCannotUndoItsSuccessor() {
        Delivery delivery = delivery();
        Claim dead = claim(delivery, "one");
        clock().advance(LEASE);
        claim(delivery, "two");

        assertThatThrownBy(() -> ledger().move(dead, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> ledger().renew(dead)).isInstanceOf(ClaimLost.class);
        assertThat(status(delivery)).isEqualTo(CLAIMED);
    }

    @Test
    default void aWorkerThatTakesOverFromItselfCannotGoOnWithItsOldClaim() {
        Delivery delivery = delivery();
        Claim old = claim(delivery, "one");
        clock().advance(LEASE);
        claim(delivery, "one");

        assertThatThrownBy(() -> ledger().move(old, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    default void aRenewedLeaseIsNotTakenOver() {
        Delivery delivery = delivery();
        Claim claim = claim(delivery, "one");

        clock().advance(LEASE.minusSeconds(1));
        ledger().renew(claim);
        clock().advance(LEASE.minusSeconds(1));

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
    }

    @Test
    default void aRetryIsClaimedWhenItIsDueAndIsAnotherAttempt() {
        Delivery delivery = delivery();
        ledger().move(
                        claim(delivery, "one"),
                        Transition.to(RETRY, "no capacity").dueIn(Duration.ofSeconds(30)));

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
        clock().advance(Duration.ofSeconds(30));

        assertThat(claim(delivery, "two").attempt()).isEqualTo(2);
    }

    @Test
    default void aDeliveryThatWasHandedOverIsADuplicateForThePipeline() {
        Delivery delivery = delivery();
        handedOver(delivery);

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(HANDED_OVER));
    }

    @Test
    default void anAttemptIsStartedByOneCourierOnly() {
        Delivery delivery = delivery();
        handedOver(delivery);

        ClaimResult first = ledger().start(delivery.id(), 1, "courier-1");
        ClaimResult second = ledger().start(delivery.id(), 1, "courier-2");

        assertThat(first).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(second).isEqualTo(new ClaimResult.Settled(RUNNING));
    }

    @Test
    default void aStartWhoseAnswerWasLostIsToldFromASecondStartOfTheSameCourier() {
        Delivery delivery = delivery();
        handedOver(delivery);

        ClaimResult first = ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1");
        ClaimResult repeated = ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1");
        ClaimResult second = ledger().start(delivery.id(), 1, "courier-1", null, "nonce-2");

        assertThat(repeated).isEqualTo(first).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(second).isEqualTo(new ClaimResult.Settled(RUNNING));
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED, HANDED_OVER, RUNNING);
    }

    @Test
    default void aStartThatIsRepeatedAfterItsEndIsSettled() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1"));
        ledger().move(courier, Transition.to(RETRY, "exit 75"));

        assertThat(ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1"))
                .isEqualTo(new ClaimResult.Settled(RETRY));
    }

    @Test
    default void aLeaseIsRenewedOnlyWhileSomebodyWorks() {
        Delivery delivery = delivery();
        Claim worker = claim(delivery, "one");
        Claim handedOver = ledger().move(worker, Transition.to(HANDED_OVER, "").dueIn(Duration.ofMinutes(15)));
        Entry before = deliveries().find(delivery.id()).orElseThrow();

        assertThatThrownBy(() -> ledger().renew(handedOver)).isInstanceOf(ClaimLost.class);

        assertThat(deliveries().find(delivery.id())).contains(before);
    }

    @Test
    default void aCourierThatKnowsItsTaskWritesItDown() {
        Delivery delivery = delivery();
        handedOver(delivery);
        String before = deliveries().find(delivery.id()).orElseThrow().task();

        ledger().start(delivery.id(), 1, "courier-1", "arn:aws:ecs:local:000000000000:task/courier");

        assertThat(deliveries().find(delivery.id()).orElseThrow().task())
                .isEqualTo("arn:aws:ecs:local:000000000000:task/courier")
                .isNotEqualTo(before);
    }

    @Test
    default void theCourierMayBeQuickerThanTheRecordOfItsTask() {
        Delivery delivery = delivery();
        Claim worker = claim(delivery, "one");

        ledger().start(delivery.id(), 1, "courier-1");

        assertThatThrownBy(() -> ledger().move(worker, Transition.to(HANDED_OVER, "")))
                .isInstanceOf(ClaimLost.class);
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(RUNNING));
    }

    @Test
    default void aCourierOfAnEarlierAttemptIsTooLate() {
        Delivery delivery = delivery();
        ledger().move(
                        handedOver(delivery),
                        Transition.to(RETRY, "the task is gone").dueIn(Duration.ofSeconds(1)));
        clock().advance(Duration.ofSeconds(1));
        claim(delivery, "two");

        assertThat(ledger().start(delivery.id(), 1, "courier-1")).isEqualTo(new ClaimResult.Settled(CLAIMED));
    }

    @Test
    default void aDoneDeliveryIsNotStartedAgain() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        ledger().move(courier, Transition.to(DONE, "exit 0"));

        assertThat(ledger().start(delivery.id(), 1, "courier-2")).isEqualTo(new ClaimResult.Settled(DONE));
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED, HANDED_OVER, RUNNING, DONE);
    }

    @Test
    default void aDeliveryThatNobodyKnowsIsNotStarted() {
        assertThatThrownBy(() -> ledger().start(delivery().id(), 1, "courier-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void theSameMoveTwiceIsRefusedTheSecondTime() {
        Claim claim = claim(delivery(), "one");
        ledger().move(claim, Transition.to(UNPACKED, ""));

        assertThatThrownBy(() -> ledger().move(claim, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    default void theTaskIsRememberedFromItsHandOverOn() {
        Delivery delivery = delivery();
        Claim retry =
                ledger().move(handedOver(delivery), Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)));

        assertThat(deliveries().find(retry.id()).orElseThrow().task()).isEqualTo("arn:task");
    }

    @Test
    default void anotherAttemptHasNotTheTaskOfTheOneBefore() {
        Delivery delivery = delivery();
        ledger().move(handedOver(delivery), Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)));
        clock().advance(Duration.ofSeconds(1));

        claim(delivery, "two");

        assertThat(deliveries().find(delivery.id()).orElseThrow().task()).isNull();
    }

    @Test
    default void theFirstVersionOfTheMailIsTheOneThatIsRemembered() {
        Delivery delivery = delivery();
        Claim first = ledger().move(
                        claim(delivery, "one"), Transition.to(UNPACKED, "").fetched("etag-1/42"));
        ledger().move(
                        first,
                        Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)).fetched("etag-2/42"));
        clock().advance(Duration.ofSeconds(1));

        Claim second = claim(delivery, "two");

        assertThat(first.delivery().raw().version()).isEqualTo("etag-1/42");
        assertThat(second.delivery().raw().version()).isEqualTo("etag-1/42");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNPACKED", "HANDED_OVER", "RETRY", "HELD", "FAILED"})
    default void theClaimAfterAMoveIsWhatTheLedgerHas(DeliveryStatus to) {
        Claim moved =
                ledger().move(claim(delivery(), "one"), Transition.to(to, "").fetched("etag-1/42"));

        assertThat(moved).isEqualTo(deliveries().find(moved.id()).orElseThrow().claim());
        assertThat(moved.attempt()).isEqualTo(to == RETRY ? 2 : 1);
    }

    @Test
    default void aDeliveryThatWaitsComesAgainInTheSameAttempt() {
        Delivery delivery = delivery();
        Transition wait = Transition.to(RETRY, "the shop's places are taken")
                .dueIn(Duration.ofSeconds(30))
                .inSameAttempt();
        ledger().move(claim(delivery, "one"), wait);

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
        clock().advance(Duration.ofSeconds(30));

        assertThat(claim(delivery, "two").attempt()).isEqualTo(1);
    }

    @Test
    default void whatSesSaidOfAMailIsRemembered() {
        Verdicts verdicts = new Verdicts(Map.of(Verdicts.VerdictType.DMARC, Verdicts.Verdict.FAIL), "reject");
        Delivery mail = delivery();
        Delivery delivery = new Delivery(
                mail.id(), mail.sender(), mail.receivedAt(), mail.raw(), verdicts, "1@market.example", "", "");
        ledger().receive(delivery);

        Claim claim = claim(mail, "the sweeper, that does not know");

        assertThat(claim.delivery()).isEqualTo(delivery);
    }

    @Test
    default void aTimelineDoesNotGrowForEver() {
        Delivery delivery = delivery();
        for (int i = 0; i < 3 * DynamoDbLedger.TIMELINE_LIMIT; i++) {
            claim(delivery, "worker-" + i);
            clock().advance(LEASE);
        }

        var events = deliveries().find(delivery.id()).orElseThrow().timeline();

        assertThat(events).hasSizeLessThanOrEqualTo(DynamoDbLedger.TIMELINE_LIMIT);
        assertThat(events.get(0).status()).isEqualTo(RECEIVED);
        assertThat(events.get(events.size() - 1).by()).isEqualTo("worker-" + (3 * DynamoDbLedger.TIMELINE_LIMIT - 1));
    }
}
