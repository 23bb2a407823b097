package ledger.records;

import java.time.Instant;
import java.util.Map;

/**
 * Small records that all processes share, beside the deliveries: what operators have paused, and their actions on many
 * deliveries. Both methods throw an unchecked exception if the ledger cannot be reached; whether a write was done is
 * then unknown.
 */
public interface SharedRecords {

    /** @return the last write of any process */
    SharedRecord read(String name);

    /**
     * Replaces all fields, if no process has written the record since it was read. Of two writers that read the same
     * revision, one succeeds.
     *
     * @param until the record may be deleted after this time; null: it is kept
     * @return whether the record was written
     */
    boolean write(SharedRecord seen, Map<String, String> fields, Instant until);
}
