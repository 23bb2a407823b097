package desk.groups;

/** The state of an action on a selection, in the words of the API. */
enum BulkState {
    running,
    /** All deliveries of the selection were tried. */
    ended,
    /** An operator stopped it. */
    stopped,
    /** The ledger did not answer. */
    failed,
    /** The action's process has not reported for a while: it has died, or cannot reach the ledger. */
    interrupted;

    boolean isResumable() {
        return this == stopped || this == failed || this == interrupted;
    }
}
