package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.FORGOTTEN;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RECEIVED;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import mail.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import settings.Settings;

/** What every ledger promises. The twin for route tests and the real one pass the same tests. */
abstract class LedgerContract {

    static final Duration LEASE = Duration.ofMinutes(1);
    static final Settings SETTINGS = Configuration.with(Map.of("hikyaku.lease", LEASE.toString()));

    final SettableClock clock = new SettableClock();

    abstract Ledger ledger();

    abstract Deliveries deliveries();

    abstract OperatorLedger reopening();

    abstract Postponement postponing();

    abstract Erasure forgetting();

    abstract Search search();

    @Test
    void aNewDeliveryIsClaimedByOneWorkerOnly() {
        Delivery delivery = delivery();

        Claim claim = claim(delivery, "one");
        ClaimResult second = ledger().claim(delivery, "two");

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.status()).isEqualTo(CLAIMED);
        assertThat(second).isEqualTo(new ClaimResult.NotYet(clock.instant().plus(LEASE)));
    }

    @Test
    void aReceivedDeliveryIsClaimedAndKeepsWhatItHas() {
        Delivery delivery = delivery();

        assertThat(ledger().receive(delivery)).isTrue();
        Claim claim = claim(delivery.in("set-1", "shop-1"), "one");

        assertThat(claim.delivery()).isEqualTo(delivery.in("set-1", "shop-1"));
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED);
    }

    @Test
    void theReceiptThatComesAfterTheClaimChangesNothing() {
        Delivery delivery = delivery();
        claim(delivery, "one");

        assertThat(ledger().receive(delivery)).isFalse();

        assertThat(status(delivery)).isEqualTo(CLAIMED);
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED);
    }

    @Test
    void aLeaseThatIsOverIsTakenOverInTheSameAttempt() {
        Delivery delivery = delivery();
        Claim dead = claim(delivery, "one");

        clock.advance(LEASE);
        ClaimResult.Claimed answer = (ClaimResult.Claimed) ledger().claim(delivery, "two");
        Claim successor = answer.claim();

        assertThat(answer.takenOver()).isTrue();
        assertThat(successor.attempt()).isEqualTo(dead.attempt());
        assertThat(successor.fence()).isEqualTo(dead.fence() + 1);
    }

    @Test
    void aWorkerThatWasDeclaredDeadCannotUndoItsSuccessor() {
        Delivery delivery = delivery();
        Claim dead = claim(delivery, "one");
        clock.advance(LEASE);
        claim(delivery, "two");

        assertThatThrownBy(() -> ledger().move(dead, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> ledger().renew(dead)).isInstanceOf(ClaimLost.class);
        assertThat(status(delivery)).isEqualTo(CLAIMED);
    }

    @Test
    void aWorkerThatTakesOverFromItselfCannotGoOnWithItsOldClaim() {
        Delivery delivery = delivery();
        Claim old = claim(delivery, "one");
        clock.advance(LEASE);
        claim(delivery, "one");

        assertThatThrownBy(() -> ledger().move(old, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    void aRenewedLeaseIsNotTakenOver() {
        Delivery delivery = delivery();
        Claim claim = claim(delivery, "one");

        clock.advance(LEASE.minusSeconds(1));
        ledger().renew(claim);
        clock.advance(LEASE.minusSeconds(1));

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
    }

    @Test
    void aRetryIsClaimedWhenItIsDueAndIsAnotherAttempt() {
        Delivery delivery = delivery();
        ledger().move(
                        claim(delivery, "one"),
                        Transition.to(RETRY, "no capacity").dueIn(Duration.ofSeconds(30)));

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
        clock.advance(Duration.ofSeconds(30));

        assertThat(claim(delivery, "two").attempt()).isEqualTo(2);
    }

    @Test
    void aFinishedDeliveryIsADuplicateForEver() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "no alias"));

        clock.advance(Duration.ofDays(59));

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(HELD));
        assertThat(deliveries().due(1000))
                .noneMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @Test
    void aDeliveryThatWasHandedOverIsADuplicateForThePipeline() {
        Delivery delivery = delivery();
        handedOver(delivery);

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(HANDED_OVER));
    }

    @Test
    void anAttemptIsStartedByOneCourierOnly() {
        Delivery delivery = delivery();
        handedOver(delivery);

        ClaimResult first = ledger().start(delivery.id(), 1, "courier-1");
        ClaimResult second = ledger().start(delivery.id(), 1, "courier-2");

        assertThat(first).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(second).isEqualTo(new ClaimResult.Settled(RUNNING));
    }

    @Test
    void aStartWhoseAnswerWasLostIsToldFromASecondStartOfTheSameCourier() {
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
    void aStartThatIsRepeatedAfterItsEndIsSettled() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1"));
        ledger().move(courier, Transition.to(RETRY, "exit 75"));

        assertThat(ledger().start(delivery.id(), 1, "courier-1", null, "nonce-1"))
                .isEqualTo(new ClaimResult.Settled(RETRY));
    }

    @Test
    void aLeaseIsRenewedOnlyWhileSomebodyWorks() {
        Delivery delivery = delivery();
        Claim worker = claim(delivery, "one");
        Claim handedOver = ledger().move(worker, Transition.to(HANDED_OVER, "").dueIn(Duration.ofMinutes(15)));
        Entry before = deliveries().find(delivery.id()).orElseThrow();

        assertThatThrownBy(() -> ledger().renew(handedOver)).isInstanceOf(ClaimLost.class);

        assertThat(deliveries().find(delivery.id())).contains(before);
    }

    @Test
    void aDeliveryThatIsPutOffIsDueLaterAndElseWhatItWas() {
        Delivery delivery = delivery();
        handedOver(delivery);
        clock.advance(Duration.ofDays(1));
        Entry seen = deliveries().find(delivery.id()).orElseThrow();

        assertThat(postponing().postpone(seen, Duration.ofMinutes(5))).isTrue();
        Entry later = deliveries().find(delivery.id()).orElseThrow();
        assertThat(later)
                .isEqualTo(new Entry(
                        seen.claim(), clock.instant().plus(Duration.ofMinutes(5)), seen.task(), seen.timeline()));
        assertThat(postponing().postpone(seen, Duration.ofMinutes(9))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(later);
    }

    @Test
    void aDeliveryThatIsWorkedOnMeanwhileIsNotPutOff() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Entry handedOver = deliveries().find(delivery.id()).orElseThrow();
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        Entry running = deliveries().find(delivery.id()).orElseThrow();

        assertThat(postponing().postpone(handedOver, Duration.ofHours(1))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(running);
        clock.advance(Duration.ofSeconds(1));
        ledger().renew(courier);
        assertThat(postponing().postpone(running, Duration.ofHours(1))).isFalse();
        ledger().move(courier, Transition.to(DONE, "exit 0"));
        Entry done = deliveries().find(delivery.id()).orElseThrow();
        assertThat(postponing().postpone(done, Duration.ofHours(1))).isFalse();
        assertThat(deliveries().find(delivery.id())).contains(done);
    }

    @Test
    void aCourierThatKnowsItsTaskWritesItDown() {
        Delivery delivery = delivery();
        handedOver(delivery);
        String before = deliveries().find(delivery.id()).orElseThrow().task();

        ledger().start(delivery.id(), 1, "courier-1", "arn:aws:ecs:local:000000000000:task/courier");

        assertThat(deliveries().find(delivery.id()).orElseThrow().task())
                .isEqualTo("arn:aws:ecs:local:000000000000:task/courier")
                .isNotEqualTo(before);
    }

    @Test
    void theCourierMayBeQuickerThanTheRecordOfItsTask() {
        Delivery delivery = delivery();
        Claim worker = claim(delivery, "one");

        ledger().start(delivery.id(), 1, "courier-1");

        assertThatThrownBy(() -> ledger().move(worker, Transition.to(HANDED_OVER, "")))
                .isInstanceOf(ClaimLost.class);
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(RUNNING));
    }

    @Test
    void aCourierOfAnEarlierAttemptIsTooLate() {
        Delivery delivery = delivery();
        ledger().move(
                        handedOver(delivery),
                        Transition.to(RETRY, "the task is gone").dueIn(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        claim(delivery, "two");

        assertThat(ledger().start(delivery.id(), 1, "courier-1")).isEqualTo(new ClaimResult.Settled(CLAIMED));
    }

    @Test
    void aDoneDeliveryIsNotStartedAgain() {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        ledger().move(courier, Transition.to(DONE, "exit 0"));

        assertThat(ledger().start(delivery.id(), 1, "courier-2")).isEqualTo(new ClaimResult.Settled(DONE));
        assertThat(timeline(delivery)).containsExactly(RECEIVED, CLAIMED, HANDED_OVER, RUNNING, DONE);
    }

    @Test
    void aDeliveryThatNobodyKnowsIsNotStarted() {
        assertThatThrownBy(() -> ledger().start(delivery().id(), 1, "courier-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameMoveTwiceIsRefusedTheSecondTime() {
        Claim claim = claim(delivery(), "one");
        ledger().move(claim, Transition.to(UNPACKED, ""));

        assertThatThrownBy(() -> ledger().move(claim, Transition.to(UNPACKED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    void theTaskIsRememberedFromItsHandOverOn() {
        Delivery delivery = delivery();
        Claim retry =
                ledger().move(handedOver(delivery), Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)));

        assertThat(deliveries().find(retry.id()).orElseThrow().task()).isEqualTo("arn:task");
    }

    @Test
    void anotherAttemptHasNotTheTaskOfTheOneBefore() {
        Delivery delivery = delivery();
        ledger().move(handedOver(delivery), Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));

        claim(delivery, "two");

        assertThat(deliveries().find(delivery.id()).orElseThrow().task()).isNull();
    }

    @Test
    void theFirstVersionOfTheMailIsTheOneThatIsRemembered() {
        Delivery delivery = delivery();
        Claim first = ledger().move(
                        claim(delivery, "one"), Transition.to(UNPACKED, "").fetched("etag-1/42"));
        ledger().move(
                        first,
                        Transition.to(RETRY, "").dueIn(Duration.ofSeconds(1)).fetched("etag-2/42"));
        clock.advance(Duration.ofSeconds(1));

        Claim second = claim(delivery, "two");

        assertThat(first.delivery().raw().version()).isEqualTo("etag-1/42");
        assertThat(second.delivery().raw().version()).isEqualTo("etag-1/42");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNPACKED", "HANDED_OVER", "RETRY", "HELD", "FAILED"})
    void theClaimAfterAMoveIsWhatTheLedgerHas(DeliveryStatus to) {
        Claim moved =
                ledger().move(claim(delivery(), "one"), Transition.to(to, "").fetched("etag-1/42"));

        assertThat(moved).isEqualTo(deliveries().find(moved.id()).orElseThrow().claim());
        assertThat(moved.attempt()).isEqualTo(to == RETRY ? 2 : 1);
    }

    @Test
    void openWorkIsDueWhenItsTimeHasComeAndNotBefore() {
        Delivery delivery = delivery();
        claim(delivery, "one");

        assertThat(deliveries().due(1000))
                .noneMatch(entry -> entry.delivery().id().equals(delivery.id()));
        clock.advance(LEASE);

        assertThat(deliveries().due(1000))
                .anyMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "FAILED", "DEAD", "DONE"})
    void anOperatorReopensWhatHasEndedAndTheTimelineTellsWhoAndWhy(DeliveryStatus end) {
        Delivery delivery = ended(end);

        assertThat(reopening().reopen(delivery.id(), end, "operator/hanako", "the alias is there now"))
                .isTrue();

        Entry row = deliveries().find(delivery.id()).orElseThrow();
        assertThat(row.status()).isEqualTo(RETRY);
        assertThat(row.dueAt()).isEqualTo(clock.instant());
        assertThat(row.timeline().get(row.timeline().size() - 1))
                .isEqualTo(new Entry.Event(
                        clock.instant(), RETRY, "operator/hanako", "was " + end + ": the alias is there now"));
        assertThat(deliveries().due(1000))
                .anyMatch(entry -> entry.delivery().id().equals(delivery.id()));
    }

    @Test
    void aReopenedDeliveryIsAnotherAttemptWithAllRetriesBeforeIt() {
        Delivery delivery = ended(DEAD);
        int attempt = deliveries().find(delivery.id()).orElseThrow().claim().attempt();
        reopening().reopen(delivery.id(), DEAD, "hanako", "the database is up again");

        Claim first = claim(delivery, "two");
        ledger().move(first, Transition.to(RETRY, "no capacity").dueIn(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        Claim second = claim(delivery, "two");

        assertThat(first.attempt()).isEqualTo(attempt + 1);
        assertThat(first.tries()).isEqualTo(1);
        assertThat(second.tries()).isEqualTo(2);
    }

    @Test
    void aReleasedMailIsTheOneThatLiesInTheBucketThen() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "other bytes").fetched("etag-1/42"));
        reopening().reopen(delivery.id(), HELD, "hanako", "the sender was asked");

        assertThat(claim(delivery, "two").delivery().raw().version()).isEmpty();
    }

    @Test
    void whoeverHadADeliveryThatWasReopenedHasItNoLonger() {
        Delivery delivery = delivery();
        Claim old = ledger().move(claim(delivery, "one"), Transition.to(FAILED, "exit 1"));
        reopening().reopen(delivery.id(), FAILED, "hanako", "mended");
        Claim stale = new Claim(old.delivery(), old.owner(), old.fence(), old.attempt(), old.first(), RETRY);

        assertThatThrownBy(() -> ledger().move(stale, Transition.to(CLAIMED, "")))
                .isInstanceOf(ClaimLost.class);
    }

    @Test
    void aDeliveryIsReopenedOnceForEachTimeThatItEnds() {
        Delivery delivery = ended(FAILED);
        reopening().reopen(delivery.id(), FAILED, "hanako", "mended");
        clock.advance(Duration.ofSeconds(1));

        assertThat(reopening().reopen(delivery.id(), FAILED, "taro", "mended")).isFalse();
        assertThat(reopening().reopen(delivery().id(), FAILED, "taro", "mended"))
                .as("nobody knows it")
                .isFalse();
    }

    @Test
    void whatIsDoneIsNotRedrivenAsIfItHadFailed() {
        Delivery delivery = ended(DONE);

        assertThat(reopening().reopen(delivery.id(), FAILED, "hanako", "all that failed"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(DONE);
    }

    @Test
    void nobodyReopensWhatIsOnItsWayOrWithoutANameAndAReason() {
        DeliveryId id = delivery().id();

        assertThatThrownBy(() -> reopening().reopen(id, RUNNING, "hanako", "it hangs"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FAILED, " ", "mended"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FAILED, "hanako", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "FAILED", "DEAD"})
    void anOperatorDropsWhatNobodyIsToHave(DeliveryStatus end) {
        Delivery delivery = ended(end);

        assertThat(reopening().drop(delivery.id(), end, "hanako", "spam")).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(reopening().drop(delivery.id(), end, "taro", "spam")).isFalse();

        Entry row = deliveries().find(delivery.id()).orElseThrow();
        assertThat(row.timeline().get(row.timeline().size() - 1))
                .isEqualTo(
                        new Entry.Event(clock.instant().minusSeconds(1), DROPPED, "hanako", "was " + end + ": spam"));
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(DROPPED));
    }

    @Test
    void whatIsDoneOrOnItsWayIsNotDropped() {
        DeliveryId id = delivery().id();

        for (DeliveryStatus status : List.of(DONE, DROPPED, RUNNING)) {
            assertThatThrownBy(() -> reopening().drop(id, status, "hanako", "spam"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "DEAD", "DONE"})
    void aForgottenDeliveryLeavesItsStatusesAndTimes(DeliveryStatus end) {
        Delivery delivery = ended(end);
        List<DeliveryStatus> before = timeline(delivery);
        clock.advance(Duration.ofDays(1));

        assertThat(forgetting().forget(delivery.id(), end, "hanako", "the buyer asks"))
                .isTrue();

        Entry line = deliveries().ofMail(delivery.id().mail()).get(0);
        assertThat(deliveries().find(delivery.id())).contains(line);
        assertThat(deliveries().find(delivery.id().forgotten())).contains(line);
        assertThat(line.claim().id().toString()).isEqualTo(delivery.id().toString());
        assertThat(line.delivery())
                .isEqualTo(Delivery.of(delivery.id().forgotten(), "", delivery.receivedAt(), new RawMail("", "")));
        assertThat(line.task()).isNull();
        assertThat(line.kept()).isEmpty();
        assertThat(line.last())
                .isEqualTo(new Entry.Event(clock.instant(), FORGOTTEN, "hanako", "was " + end + ": the buyer asks"));
        assertThat(line.timeline()).extracting(Entry.Event::status).startsWith(before.toArray(DeliveryStatus[]::new));
        assertThat(line.timeline().subList(0, before.size()))
                .extracting(Entry.Event::note)
                .containsOnly("");
    }

    @Test
    void whateverComesLateForAForgottenDeliveryIsADuplicateAndLeavesNothing() {
        Delivery delivery = ended(DONE);
        forgetting().forget(delivery.id(), DONE, "hanako", "the buyer asks");

        assertThat(ledger().receive(delivery)).isFalse();
        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(ledger().start(delivery.id(), 1, "courier-2")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(reopening().reopen(delivery.id(), DONE, "taro", "again")).isFalse();
        assertThat(reopening().drop(delivery.id(), HELD, "taro", "spam")).isFalse();
        assertThat(forgetting().forget(delivery.id(), DONE, "taro", "again")).isFalse();
        clock.advance(Duration.ofDays(1));

        assertThat(ledger().claim(delivery, "two")).isEqualTo(new ClaimResult.Settled(FORGOTTEN));
        assertThat(deliveries().ofMail(delivery.id().mail()))
                .extracting(entry -> entry.claim().id())
                .containsExactly(delivery.id().forgotten());
        assertThat(deliveries().due(1000))
                .noneMatch(
                        entry -> entry.claim().id().mail().equals(delivery.id().mail()));
    }

    @Test
    void aForgottenDeliveryIsFoundByItsSetAndByNoRecipient() {
        String set = UUID.randomUUID().toString();
        Delivery delivery = over(set, FAILED);
        forgetting().forget(delivery.id(), FAILED, "hanako", "the buyer asks");
        Instant until = clock.instant().plusMillis(1);

        assertThat(search().find(Search.Wanted.in(set, FORGOTTEN, Instant.EPOCH, until), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(delivery.id().forgotten());
        for (DeliveryId id : List.of(delivery.id(), delivery.id().forgotten())) {
            assertThat(search().all(new Search.Wanted(
                            Search.By.RECIPIENT, id.recipient(), null, delivery.receivedAt(), until)))
                    .noneMatch(entry -> entry.delivery().id().mail().equals(id.mail()));
        }
    }

    /** Somebody who looks for such a pair finds one. */
    @Test
    void twoRecipientsWithTheSameIdInTheLogsAreTwoDeliveries() {
        Delivery one = delivery(UUID.randomUUID().toString(), "ne-4087871@shop.example");
        Delivery other = delivery(one.id().mail(), "ne-8169511@shop.example");
        assertThat(one.id().toString()).isEqualTo(other.id().toString());
        ledger().move(claim(one, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(one.id(), FAILED, "hanako", "the shop asks");

        assertThat(claim(other, "one").delivery()).isEqualTo(other);
        assertThat(deliveries().ofMail(one.id().mail()))
                .extracting(entry -> entry.claim().id())
                .containsExactlyInAnyOrder(one.id().forgotten(), other.id());
    }

    @Test
    void theOtherRecipientsOfAMailAreNotForgotten() {
        Delivery one = ended(DONE);
        Delivery other = delivery(one.id().mail(), "ne-002@shop.example");
        forgetting().forget(one.id(), DONE, "hanako", "the shop asks");

        assertThat(claim(other, "one").delivery()).isEqualTo(other);
    }

    @Test
    void onlyWhatIsOverIsForgottenAndByAWordWithAName() {
        DeliveryId id = delivery().id();

        for (DeliveryStatus status : List.of(RUNNING, RETRY, HELD, FORGOTTEN)) {
            assertThatThrownBy(() -> forgetting().forget(id, status, "hanako", "the buyer asks"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> forgetting().forget(id, DONE, "", "the buyer asks"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reopening().reopen(id, FORGOTTEN, "hanako", "again"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasAnotherStatusByThenIsNotForgotten() {
        Delivery delivery = ended(FAILED);
        reopening().reopen(delivery.id(), FAILED, "taro", "mended");

        assertThat(forgetting().forget(delivery.id(), FAILED, "hanako", "the buyer asks"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(RETRY);
    }

    @Test
    void whatIsOverIsFoundByItsSetWhatIsKeptAndSinceWhen() {
        String set = UUID.randomUUID().toString();
        Delivery done = over(set, DONE);
        clock.advance(Duration.ofHours(1));
        Delivery failed = over(set, FAILED);
        Delivery held = over(set, HELD);
        clock.advance(Duration.ofHours(1));

        assertThat(over(set, Entry.ALL, clock.instant(), 10)).containsExactly(done.id(), failed.id());
        assertThat(over(set, Entry.ALL, clock.instant(), 1)).containsExactly(done.id());
        assertThat(over(set, Entry.ALL, clock.instant().minus(Duration.ofMinutes(61)), 10))
                .containsExactly(done.id());

        Entry seen = deliveries().find(done.id()).orElseThrow();
        assertThat(forgetting().keep(seen, Set.of(KeptContent.PARTS))).isTrue();
        assertThat(forgetting().keep(seen, Set.of()))
                .as("it was seen otherwise")
                .isFalse();
        assertThat(over(set, Entry.ALL, clock.instant(), 10)).containsExactly(failed.id());
        assertThat(over(set, Set.of(KeptContent.PARTS), clock.instant(), 10)).containsExactly(done.id());

        reopening().drop(held.id(), HELD, "hanako", "spam");
        assertThat(over(set, Entry.ALL, clock.instant(), 10)).containsExactly(failed.id(), held.id());
        reopening().reopen(failed.id(), FAILED, "hanako", "mended");
        forgetting().forget(held.id(), DROPPED, "hanako", "the buyer asks");
        assertThat(over(set, Entry.ALL, clock.instant(), 10)).isEmpty();
    }

    @Test
    void whatIsKeptNoLongerIsNotRunAgain() {
        Delivery delivery = ended(FAILED);
        Entry seen = deliveries().find(delivery.id()).orElseThrow();

        forgetting().keep(seen, Set.of(KeptContent.RAW));
        assertThat(deliveries().find(delivery.id()).orElseThrow().kept()).containsExactly(KeptContent.RAW);
        forgetting().keep(deliveries().find(delivery.id()).orElseThrow(), Set.of(KeptContent.PARTS));

        assertThat(reopening().reopen(delivery.id(), FAILED, "hanako", "mended"))
                .isFalse();
        assertThat(status(delivery)).isEqualTo(FAILED);
    }

    private Delivery over(String set, DeliveryStatus end) {
        Delivery delivery = delivery().in(set, "shop-1");
        handedOver(delivery);
        ledger().move(claimed(ledger().start(delivery.id(), 1, "courier-1")), Transition.to(end, "so it ended"));
        return delivery;
    }

    private List<DeliveryId> over(String set, Set<KeptContent> kept, Instant by, int limit) {
        return forgetting().over(set, kept, by, limit).stream()
                .map(entry -> entry.claim().id())
                .toList();
    }

    @Test
    void aDeliveryThatWaitsComesAgainInTheSameAttempt() {
        Delivery delivery = delivery();
        Transition wait = Transition.to(RETRY, "the shop's places are taken")
                .dueIn(Duration.ofSeconds(30))
                .inSameAttempt();
        ledger().move(claim(delivery, "one"), wait);

        assertThat(ledger().claim(delivery, "two")).isInstanceOf(ClaimResult.NotYet.class);
        clock.advance(Duration.ofSeconds(30));

        assertThat(claim(delivery, "two").attempt()).isEqualTo(1);
    }

    @Test
    void whatSesSaidOfAMailIsRemembered() {
        Verdicts verdicts = new Verdicts(Map.of(Verdicts.Check.DMARC, Verdicts.Verdict.FAIL), "reject");
        Delivery mail = delivery();
        Delivery delivery = new Delivery(
                mail.id(), mail.sender(), mail.receivedAt(), mail.raw(), verdicts, "1@market.example", "", "");
        ledger().receive(delivery);

        Claim claim = claim(mail, "the sweeper, that does not know");

        assertThat(claim.delivery()).isEqualTo(delivery);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECIPIENT", "TENANT", "MESSAGE_ID"})
    void mailsAreFoundNewestFirstAPageAfterTheOther(Search.By by) {
        String key = UUID.randomUUID().toString();
        for (String at : List.of("T01:00:00Z", "T01:00:00.500Z", "T00:00:00Z", "T02:00:00Z")) {
            claim(delivery(at.replace(':', '-') + by, by, key, Instant.parse("2026-11-24" + at)), "one");
        }
        Search.Wanted wanted = new Search.Wanted(
                by, key, null, Instant.parse("2026-11-24T01:00:00Z"), Instant.parse("2026-11-24T03:00:00Z"));

        Search.Page first = search().find(wanted, 2, "");
        Search.Page second = search().find(wanted, 2, first.next());

        assertThat(mails(first)).containsExactly("T02-00-00Z" + by, "T01-00-00.500Z" + by);
        assertThat(mails(second)).containsExactly("T01-00-00Z" + by);
        assertThat(second.next()).isEmpty();
        assertThat(search().newest(List.of(wanted), 2)).isEqualTo(first.entries());
        assertThat(search().newest(List.of(wanted, wanted), 4))
                .hasSize(3)
                .startsWith(first.entries().get(0))
                .endsWith(second.entries().get(0));
        assertThat(search().oldest(wanted))
                .map(entry -> entry.delivery().id().mail())
                .contains("T01-00-00Z" + by);
        assertThat(search().count(wanted, 1000)).isEqualTo(3);
        assertThat(search().count(wanted, 2)).isEqualTo(2);
    }

    @Test
    void theDeliveriesOfASetAreFoundByTheirStatus() {
        String set = UUID.randomUUID().toString();
        Instant before = clock.instant();
        Delivery held = delivery().in(set, "shop-1");
        ledger().move(claim(held, "one"), Transition.to(HELD, "spam-fail"));
        clock.advance(Duration.ofSeconds(1));
        Delivery handedOver = delivery().in(set, "shop-1");
        handedOver(handedOver);
        Instant after = clock.instant().plusSeconds(1);

        assertThat(search().find(Search.Wanted.in(set, HELD, before, after), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(held.id());
        assertThat(search().find(Search.Wanted.in(set, RUNNING, before, after), 10, "")
                        .entries())
                .extracting(entry -> entry.delivery().id())
                .containsExactly(handedOver.id());
        assertThat(search().count(Search.Wanted.in(set, HELD, before.plusMillis(1), after), 10))
                .isZero();
        reopening().reopen(held.id(), HELD, "hanako", "it was none");
        assertThat(search().count(Search.Wanted.in(set, HELD, before, after), 10))
                .isZero();
        assertThat(search().count(Search.Wanted.in(set, RETRY, before, after), 10))
                .isEqualTo(1);
    }

    @Test
    void aDeliveryThatSeveralIndexesHaveIsFoundOnce() {
        Delivery delivery = delivery();
        claim(delivery.in("demo", delivery.id().mail()), "one");
        Instant until = delivery.receivedAt().plusMillis(1);

        assertThat(search().newest(
                                List.of(
                                        new Search.Wanted(
                                                Search.By.RECIPIENT,
                                                delivery.id().recipient(),
                                                null,
                                                delivery.receivedAt(),
                                                until),
                                        new Search.Wanted(
                                                Search.By.TENANT,
                                                delivery.id().mail(),
                                                null,
                                                delivery.receivedAt(),
                                                until)),
                                100))
                .extracting(entry -> entry.delivery().id())
                .containsOnlyOnce(delivery.id());
    }

    @Test
    void theNewestOfSeveralSetsAreNotTornApartInTheMiddleOfAMoment() {
        List<String> sets =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(3).toList();
        Instant before = clock.instant();
        sets.forEach(this::held);
        clock.advance(Duration.ofSeconds(1));
        DeliveryId last = held(sets.get(1));
        List<Search.Wanted> wanted = sets.stream()
                .map(set -> Search.Wanted.in(set, HELD, before, clock.instant().plusMillis(1)))
                .toList();

        assertThat(search().newest(wanted, 1))
                .extracting(entry -> entry.delivery().id())
                .containsExactly(last);
        assertThat(search().newest(wanted, 2)).hasSize(4);
    }

    @Test
    void theNewestMayAllBeOfOneSet() {
        String busy = UUID.randomUUID().toString();
        String quiet = UUID.randomUUID().toString();
        Instant before = clock.instant();
        held(quiet);
        List<DeliveryId> newest = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofMillis(5));
            newest.add(0, held(busy));
        }
        List<Search.Wanted> wanted = Stream.of(quiet, busy)
                .map(set -> Search.Wanted.in(set, HELD, before, clock.instant().plusMillis(1)))
                .toList();

        assertThat(search().newest(wanted, 130))
                .extracting(entry -> entry.delivery().id())
                .isEqualTo(newest.subList(0, 130));
        assertThat(search().newest(wanted, 200)).hasSize(151);
    }

    private DeliveryId held(String set) {
        Delivery delivery = delivery().in(set, "shop-1");
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "spam-fail"));
        return delivery.id();
    }

    @Test
    void whatBelongsToNoSetIsFoundToo() {
        Delivery delivery = delivery();
        ledger().move(claim(delivery, "one"), Transition.to(HELD, "no set has this domain"));

        Search.Wanted nobodys =
                Search.Wanted.in("", HELD, clock.instant(), clock.instant().plusMillis(1));

        assertThat(search().find(nobodys, 100, "").entries())
                .extracting(entry -> entry.delivery().id())
                .contains(delivery.id());
    }

    private static List<String> mails(Search.Page page) {
        return page.entries().stream()
                .map(entry -> entry.delivery().id().mail())
                .toList();
    }

    private static Delivery delivery(String mail, Search.By by, String key, Instant receivedAt) {
        return new Delivery(
                new DeliveryId(mail, by == Search.By.RECIPIENT ? key : "ne-001@shop.example"),
                "order@market.example",
                receivedAt,
                new RawMail("raw", "raw/" + mail),
                Verdicts.UNKNOWN,
                by == Search.By.MESSAGE_ID ? key : "",
                "set-1",
                by == Search.By.TENANT ? key : "");
    }

    @Test
    void theDeliveriesOfAMailAreFoundByItsId() {
        String mail = UUID.randomUUID().toString();
        claim(delivery(mail, "ne-002@shop.example"), "one");
        claim(delivery(mail, "ne-001@shop.example"), "one");

        assertThat(deliveries().ofMail(mail))
                .extracting(entry -> entry.delivery().id().recipient())
                .containsExactly("ne-001@shop.example", "ne-002@shop.example");
        assertThat(deliveries().ofMail("nobody's")).isEmpty();
    }

    /** They lie in partitions of their own, so that IAM can tell the sets apart. */
    @Test
    void theDeliveriesOfAMailToTwoSetsAndToNoneAreFoundByItsId() {
        String mail = UUID.randomUUID().toString();
        claim(delivery(mail, "-"), "one");
        claim(delivery(mail, "ne-001@books.example"), "one");
        claim(delivery(mail, "ne-001@shop.example"), "one");
        Delivery forgotten = delivery(mail, "ne-002@books.example");
        ledger().move(claim(forgotten, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(forgotten.id(), FAILED, "hanako", "he asked us to");

        assertThat(deliveries().ofMail(mail))
                .extracting(entry -> entry.delivery().id())
                .containsExactlyInAnyOrder(
                        new DeliveryId(mail, "-"),
                        new DeliveryId(mail, "ne-001@books.example"),
                        new DeliveryId(mail, "ne-001@shop.example"),
                        forgotten.id().forgotten());
    }

    @Test
    void theLedgerSaysOfManyDeliveriesWhichItHasNeverHeardOf() {
        Delivery received = delivery();
        ledger().receive(received);
        Delivery claimed = delivery();
        claim(claimed, "one");
        Delivery forgotten = delivery();
        ledger().move(claim(forgotten, "one"), Transition.to(FAILED, "exit 1"));
        forgetting().forget(forgotten.id(), FAILED, "hanako", "he asked us to");
        Delivery one = delivery();
        Delivery other = delivery();

        assertThat(deliveries().unknown(List.of(one, received, claimed, forgotten, other)))
                .containsExactly(one, other);
        assertThat(deliveries().find(one.id())).isEmpty();
    }

    @Test
    void aDeliveryThatIsAskedAboutTwiceAtOnceIsAnsweredTwice() {
        Delivery known = delivery();
        ledger().receive(known);
        Delivery unknown = delivery();

        assertThat(deliveries().unknown(List.of(known, unknown, known, unknown)))
                .containsExactly(unknown, unknown);
    }

    @Test
    void ofNoDeliveriesNoneIsUnknown() {
        assertThat(deliveries().unknown(List.of())).isEmpty();
    }

    @Test
    void moreDeliveriesThanARequestTakesAreAskedAboutAllTheSame() {
        List<Delivery> all = Stream.generate(this::delivery).limit(205).toList();
        List<Delivery> known = List.of(all.get(0), all.get(99), all.get(100), all.get(204));
        known.forEach(ledger()::receive);

        assertThat(deliveries().unknown(all)).hasSize(201).doesNotContainAnyElementsOf(known);
    }

    @Test
    void aTimelineDoesNotGrowForEver() {
        Delivery delivery = delivery();
        for (int i = 0; i < 3 * DynamoDbLedger.TIMELINE_LIMIT; i++) {
            claim(delivery, "worker-" + i);
            clock.advance(LEASE);
        }

        var events = deliveries().find(delivery.id()).orElseThrow().timeline();

        assertThat(events).hasSizeLessThanOrEqualTo(DynamoDbLedger.TIMELINE_LIMIT);
        assertThat(events.get(0).status()).isEqualTo(RECEIVED);
        assertThat(events.get(events.size() - 1).by()).isEqualTo("worker-" + (3 * DynamoDbLedger.TIMELINE_LIMIT - 1));
    }

    Delivery delivery() {
        return delivery(UUID.randomUUID().toString(), "ne-001@shop.example");
    }

    Delivery delivery(String mail, String recipient) {
        return Delivery.of(
                new DeliveryId(mail, recipient),
                "order@market.example",
                Instant.parse("2026-11-24T00:59:59Z"),
                new RawMail("raw", "raw/" + mail));
    }

    Claim claim(Delivery delivery, String owner) {
        return claimed(ledger().claim(delivery, owner));
    }

    private Delivery ended(DeliveryStatus end) {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        if (end == DEAD) {
            ledger().move(courier, Transition.to(RETRY, "exit 75").dueIn(Duration.ofSeconds(1)));
            clock.advance(Duration.ofSeconds(1));
            courier = claim(delivery, "two");
        }
        ledger().move(courier, Transition.to(end, "so it ended"));
        return delivery;
    }

    Claim handedOver(Delivery delivery) {
        Transition move =
                Transition.to(HANDED_OVER, "").dueIn(Duration.ofMinutes(15)).task("arn:task");
        return ledger().move(claim(delivery, "one"), move);
    }

    private static Claim claimed(ClaimResult claiming) {
        assertThat(claiming).isInstanceOf(ClaimResult.Claimed.class);
        return ((ClaimResult.Claimed) claiming).claim();
    }

    private DeliveryStatus status(Delivery delivery) {
        return deliveries().find(delivery.id()).orElseThrow().status();
    }

    private List<DeliveryStatus> timeline(Delivery delivery) {
        return deliveries().find(delivery.id()).orElseThrow().timeline().stream()
                .map(Entry.Event::status)
                .toList();
    }
}
