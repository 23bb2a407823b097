package desk.groups;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.records.SharedRecord;
import ledger.records.SharedRecords;

/**
 * Actions on selections in the ledger: a record for each, kept for a month, and one with the ids of the newest. Every
 * process can read and stop each of them, and take over one whose process has died.
 */
@Singleton
class BulkLog {

    /** Maximum number of ids kept. */
    static final int KEPT = 20;

    private static final Duration MONTH = Duration.ofDays(30);
    private static final String NEWEST = "bulk-actions";
    private static final String IDS = "ids";
    private static final int TRIES = 10;

    private final SharedRecords records;
    private final Clock clock;

    BulkLog(SharedRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    void begin(BulkRecord action) {
        write(new SharedRecord(BulkRecord.NAME + action.id(), 0, Map.of()), action);
        for (int i = 0; i < TRIES; i++) {
            SharedRecord seen = records.read(NEWEST);
            String ids = Stream.concat(Stream.of(action.id()), ids(seen).stream())
                    .limit(KEPT)
                    .collect(Collectors.joining(" "));
            if (records.write(seen, Map.of(IDS, ids), null)) {
                return;
            }
        }
        throw new IllegalStateException("other processes write the list of actions all the time");
    }

    Optional<BulkRecord> find(String id) {
        SharedRecord record = records.read(BulkRecord.NAME + id);
        return record.revision() == 0 ? Optional.empty() : Optional.of(BulkRecord.of(record));
    }

    /** @return the actions, newest first, at most {@value #KEPT} */
    List<BulkRecord> newest() {
        List<BulkRecord> newest = new ArrayList<>();
        ids(records.read(NEWEST)).forEach(id -> find(id).ifPresent(newest::add));
        return newest;
    }

    /**
     * One conditional write, repeated while others write the record.
     *
     * @param change returns null to leave the record unchanged
     * @return what the ledger has now; empty if nothing was changed
     */
    Optional<BulkRecord> change(String id, UnaryOperator<BulkRecord> change) {
        for (int i = 0; i < TRIES; i++) {
            SharedRecord seen = records.read(BulkRecord.NAME + id);
            BulkRecord changed = seen.revision() == 0 ? null : change.apply(BulkRecord.of(seen));
            if (changed == null) {
                return Optional.empty();
            }
            if (write(seen, changed)) {
                return Optional.of(changed);
            }
        }
        throw new IllegalStateException("other processes write the action all the time");
    }

    private boolean write(SharedRecord seen, BulkRecord action) {
        return records.write(seen, action.fields(), clock.instant().plus(MONTH));
    }

    private static List<String> ids(SharedRecord seen) {
        return Stream.of(seen.fields().getOrDefault(IDS, "").split(" "))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
