package desk.groups;

import desk.OperatorAction;
import desk.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import ledger.DeliveryStatus;
import ledger.records.SharedRecord;

/**
 * The ledger's record of an action on a selection: the request and its progress.
 *
 * @param owner the process that runs the action
 * @param reportedAt when that process wrote this
 */
record BulkRecord(
        String id,
        BulkRequest request,
        int done,
        int changed,
        BulkState state,
        Instant startedAt,
        Instant endedAt,
        String owner,
        Instant reportedAt) {

    /**
     * A process that has not reported for this long has stopped running the action, or will find that another has taken
     * it over.
     */
    static final Duration SILENCE = Duration.ofSeconds(15);

    /** The part of a record's name before the id. */
    static final String NAME = "bulk-action/";

    static BulkRecord of(SharedRecord record) {
        Map<String, String> fields = record.fields();
        Selection selection = Selection.of(
                fields.get("set"),
                DeliveryStatus.valueOf(fields.get("status")),
                Instant.EPOCH,
                Instant.parse(fields.get("until")),
                Integer.MAX_VALUE);
        String reason = fields.get("reason");
        return new BulkRecord(
                record.name().substring(NAME.length()),
                new BulkRequest(
                        OperatorAction.named(fields.get("action")).orElseThrow(),
                        reason.isEmpty() ? selection : selection.withReason(reason),
                        Integer.parseInt(fields.get("expected")),
                        Integer.parseInt(fields.get("rate")),
                        fields.get("by"),
                        fields.get("why")),
                Integer.parseInt(fields.get("done")),
                Integer.parseInt(fields.get("changed")),
                BulkState.valueOf(fields.get("state")),
                Instant.parse(fields.get("startedAt")),
                fields.get("endedAt").isEmpty() ? null : Instant.parse(fields.get("endedAt")),
                fields.get("owner"),
                Instant.parse(fields.get("reportedAt")));
    }

    Map<String, String> fields() {
        Selection selection = request.selection();
        Map<String, String> fields = new TreeMap<>(Map.of(
                "set", selection.sets().get(0),
                "status", selection.status().name(),
                "until", selection.until().toString(),
                "reason", selection.reason() == null ? "" : selection.reason(),
                "action", request.action().lowerCaseName(),
                "expected", Integer.toString(request.expected()),
                "rate", Integer.toString(request.rate()),
                "by", request.by(),
                "why", request.why()));
        fields.putAll(Map.of(
                "done", Integer.toString(done),
                "changed", Integer.toString(changed),
                "state", state.name(),
                "startedAt", startedAt.toString(),
                "endedAt", endedAt == null ? "" : endedAt.toString(),
                "owner", owner,
                "reportedAt", reportedAt.toString()));
        return fields;
    }

    BulkRecord stopped(Instant now) {
        return new BulkRecord(id, request, done, changed, BulkState.stopped, startedAt, now, owner, reportedAt);
    }

    BulkRecord resumed(String newOwner, String by, Instant now) {
        BulkRequest rest = new BulkRequest(
                request.action(), request.selection(), request.expected(), request.rate(), by, request.why());
        return new BulkRecord(id, rest, done, changed, BulkState.running, startedAt, null, newOwner, now);
    }

    BulkReport report(Instant now) {
        boolean silent = state == BulkState.running && reportedAt.plus(SILENCE).isBefore(now);
        return new BulkReport(
                id,
                request.action().lowerCaseName(),
                request.selection().sets().get(0),
                request.selection().status().name(),
                request.by(),
                request.why(),
                request.rate(),
                request.expected(),
                done,
                changed,
                (silent ? BulkState.interrupted : state).name(),
                startedAt,
                endedAt);
    }
}
