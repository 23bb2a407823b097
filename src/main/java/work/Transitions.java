package work;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.RETRY;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import ledger.Backoff;
import ledger.Claim;
import ledger.DeliveryStatus;
import ledger.Ledger;
import ledger.Transition;
import settings.Settings;
import watch.MailCounters;
import watch.Metric;

/**
 * Moves the delivery in progress to another status: one conditional write for each call, counted by set, status and
 * reason.
 */
@Singleton
public class Transitions {

    private final Ledger ledger;
    private final Backoff backoff;
    private final Settings settings;
    private final Clock clock;
    private final MailCounters counts;

    public Transitions(Ledger ledger, Backoff backoff, Settings settings, Clock clock, MailCounters counts) {
        this.ledger = ledger;
        this.backoff = backoff;
        this.settings = settings;
        this.clock = clock;
        this.counts = counts;
    }

    /**
     * Moves the delivery, with the note of the steps.
     *
     * @throws ledger.ClaimLost if another worker has the delivery now
     */
    public Work move(Work work, DeliveryStatus status) {
        return move(work.withoutNote(), status, work.note(), decided(work));
    }

    public Work move(Work work, DeliveryStatus status, String note) {
        return move(work, status, note, decided(work));
    }

    /** @param kind the kind of failure, for metrics: one of a few dozen values */
    public Work fail(Work work, DeliveryStatus status, String reason, String kind) {
        return move(work, status, reason, kind);
    }

    /** The delivery is resumed at the decided time, in the same attempt. */
    public Work postpone(Work work) {
        Transition move =
                Transition.to(RETRY, work.note()).dueIn(work.decision().pause()).inSameAttempt();
        return move(work.withoutNote(), move, decided(work));
    }

    private Work move(Work work, DeliveryStatus status, String note, String why) {
        Transition move = Transition.to(status, note)
                .dueIn(dueIn(status, work.claim()))
                .task(work.task())
                .fetched(work.version());
        return move(work, move, why);
    }

    private Work move(Work work, Transition move, String why) {
        DeliveryStatus status = move.to();
        Work moved = work.with(ledger.move(work.claim(), move));
        boolean isOnItsWay = status.isInWork() || status == DONE;
        counts.add(Metric.TRANSITIONS, work.set(), status.name(), isOnItsWay ? "" : why);
        if (status.isFinal() || status.isHandedOver()) {
            return moved.settle();
        }
        return status == RETRY ? moved.wantedAgainAt(clock.instant().plus(move.dueIn())) : moved;
    }

    /** The reason, for metrics, that a delivery is no longer in progress although nothing failed. */
    private static String decided(Work work) {
        return work.decision() == null ? "task" : work.decision().why();
    }

    private Duration dueIn(DeliveryStatus status, Claim claim) {
        return switch (status) {
            case RETRY -> backoff.after(claim.tries());
            case HANDED_OVER -> settings.sweep().taskAfter();
            default -> Duration.ZERO; // the claim's lease decides
        };
    }
}
