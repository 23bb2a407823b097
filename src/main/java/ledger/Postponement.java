package ledger;

import java.time.Duration;

/** Postpones a due delivery without working on it. */
public interface Postponement {

    /**
     * Makes the delivery due after the pause, and changes nothing else, not even the timeline. One conditional write
     * that loses against every other: the row must have the status, owner, fence and due time that were seen.
     *
     * @return whether the delivery was postponed; false if it has changed since it was seen, or is never due
     */
    boolean postpone(Entry seen, Duration pause);
}
