package work;

import archive.MailFolder;
import java.time.Instant;
import ledger.Claim;
import ledger.DeliveryStatus;

/**
 * The work on one delivery: the value that each step of a route passes to the next. Immutable, so if a step fails, the
 * work stays as it was.
 *
 * @param claim null before the ledger has granted it
 * @param decision what happens to the delivery; null before it was decided
 * @param mail the raw mail on the local disk; null before it was fetched
 * @param version ETag and length of the raw mail that was fetched; null before
 * @param task ARN of the task, or the position in the work queue, after the hand-over; null before
 * @param note the note for the timeline of the next status; empty if there is none
 * @param settled whether the message is no longer needed for this delivery
 * @param wantedAt when the message is needed again; null if no step requested a time
 */
public record Work(
        Claim claim,
        Decision decision,
        MailFolder mail,
        String version,
        String task,
        String note,
        boolean settled,
        Instant wantedAt) {

    /** The work before the delivery is claimed. */
    public static final Work NONE = new Work(null, null, null, null, null, "", false, null);

    public static Work on(Claim claim) {
        return NONE.with(claim);
    }

    public boolean hasClaim() {
        return claim != null;
    }

    /** @return whether the claim is for our own work, and not for checking a delivery that a task has */
    public boolean isOurs() {
        return hasClaim() && !claim.status().isHandedOver();
    }

    /** @return whether ECS or SQS has accepted the delivery; another attempt would run the command twice */
    public boolean isHandedOver() {
        return task != null;
    }

    public boolean isDecidedAs(Decision.DecisionKind kind) {
        return decision != null && decision.kind() == kind;
    }

    public Work with(Claim claim) {
        return new Work(claim, decision, mail, version, task, note, settled, wantedAt);
    }

    /** The decision's reason becomes the note for the timeline. */
    public Work decided(Decision decision) {
        return new Work(claim, decision, mail, version, task, note, settled, wantedAt).noted(decision.reason());
    }

    public Work fetched(MailFolder mail, String version) {
        return new Work(claim, decision, mail, version, task, note, settled, wantedAt);
    }

    /** From here on a task or a courier has the delivery, whatever else fails. */
    public Work handedOverTo(String task) {
        return new Work(claim, decision, mail, version, task, note, settled, wantedAt);
    }

    /** Appends to the note. */
    public Work noted(String more) {
        String all = note.isEmpty() || more.isEmpty() ? note + more : note + "; " + more;
        return new Work(claim, decision, mail, version, task, all, settled, wantedAt);
    }

    Work withoutNote() {
        return new Work(claim, decision, mail, version, task, "", settled, wantedAt);
    }

    public Work settle() {
        return new Work(claim, decision, mail, version, task, note, true, wantedAt);
    }

    public Work wantedAgainAt(Instant time) {
        return new Work(claim, decision, mail, version, task, note, settled, time);
    }

    /** @return name of the delivery's set; empty if no set has its address */
    public String set() {
        return claim.delivery().set();
    }

    /** @return the status in the ledger, as far as this work knows */
    public DeliveryStatus status() {
        return claim.status();
    }
}
