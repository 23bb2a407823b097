package ledger;

import java.time.Duration;

/** Moves a due delivery back in line without working on it. */
public interface Postponement {

    /**
     * Makes the delivery due after the pause, and nothing else; no trace in the timeline. One conditional write that loses
     * against every other: the row must have status, owner, fence and due time as they were seen.
     *
     * @return whether it was done; false if the delivery is no longer as it was seen, or is never due
     */
    boolean postpone(Entry seen, Duration pause);
}
