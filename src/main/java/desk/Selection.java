package desk;

import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import ledger.Entry;

/**
 * The deliveries that an operator's action applies to.
 *
 * @param mails ids of mails; empty for all deliveries of the sets
 * @param sets null for all sets and mail of no set; the empty name is mail of no set
 * @param tenant name of the alias; null for any
 * @param recipient envelope address; null for any
 * @param note text in the last note of the timeline; null for any
 * @param reason id of the last note's {@link StatusReason}; null for any
 * @param since only deliveries that got their status at or after this time
 * @param until only deliveries that got their status before this time
 * @param limit maximum number of deliveries
 */
public record Selection(
        List<String> mails,
        List<String> sets,
        DeliveryStatus status,
        String tenant,
        String recipient,
        String note,
        String reason,
        Instant since,
        Instant until,
        int limit) {

    /** All deliveries of one set with one status. */
    public static Selection of(String set, DeliveryStatus status, Instant since, Instant until, int limit) {
        return new Selection(List.of(), List.of(set), status, null, null, null, null, since, until, limit);
    }

    public Selection withNote(String part) {
        return new Selection(mails, sets, status, tenant, recipient, part, reason, since, until, limit);
    }

    /** @param id the id of a reason */
    public Selection withReason(String id) {
        return new Selection(mails, sets, status, tenant, recipient, note, id, since, until, limit);
    }

    boolean has(Entry entry) {
        return entry.status() == status
                && (tenant == null || tenant.equalsIgnoreCase(entry.delivery().tenant()))
                && (recipient == null
                        || recipient.equalsIgnoreCase(entry.delivery().id().address()))
                && (note == null || entry.last().note().contains(note))
                && (reason == null || StatusReason.of(entry.last().note()).id().equals(reason))
                && (sets == null || sets.contains(entry.delivery().set()));
    }
}
