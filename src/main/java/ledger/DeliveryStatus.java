package ledger;

/** The life of a delivery. The words are the same in the table, the logs, the metrics and the README. */
public enum DeliveryStatus {
    /** SES has stored the mail and said so. */
    RECEIVED,
    /** A pipeline worker holds the claim. */
    CLAIMED,
    /** The MIME parts are in S3. */
    UNPACKED,
    /** ECS accepted the task; its ARN is known. */
    HANDED_OVER,
    /** The courier in the task holds the claim and the command is running. */
    RUNNING,
    /** The command ended with exit code 0. */
    DONE,
    /** Failed in a way that may pass; due again at {@code dueAt}. */
    RETRY,
    /** Kept back on purpose; an operator may release it. */
    HELD,
    /** Failed for good; an operator may redrive it. */
    FAILED,
    /** Given up after the last attempt; the message is in the dead-letter queue. */
    DEAD,
    /** Given to nobody on purpose, as the set's policy or an operator says; an operator may redrive it. */
    DROPPED,
    /** Had ended, and nothing is left of it but this line: no mail, no address. Nobody can do anything with it any more. */
    FORGOTTEN;

    /** Nobody will work on it any more unless an operator says so ({@link OperatorLedger}). */
    public boolean isFinal() {
        return isOver() || this == HELD || this == FORGOTTEN;
    }

    /** Ended, and not kept back for an operator's word: what there is of it may be taken away. */
    public boolean isOver() {
        return this == DONE || this == FAILED || this == DEAD || this == DROPPED;
    }

    /** A task has been asked for and the delivery is the task's business: the pipeline's message may go. */
    public boolean isHandedOver() {
        return this == HANDED_OVER || this == RUNNING;
    }

    /** Somebody has it: a worker, or a task. */
    public boolean isInWork() {
        return this == CLAIMED || this == UNPACKED || isHandedOver();
    }

    /** Which transitions a delivery's life has; {@link Ledger#move} refuses the others. A takeover is CLAIMED again. */
    public boolean mayBecome(DeliveryStatus next) {
        return switch (this) {
            case RECEIVED, RETRY -> next == CLAIMED;
            case CLAIMED, UNPACKED -> next != RECEIVED && next != DONE && !(this == next && this == UNPACKED);
            case HANDED_OVER -> next == HANDED_OVER || next == RUNNING || next == RETRY || next == HELD;
            case RUNNING -> next == RUNNING || next == RETRY || next == DONE || next == FAILED || next == HELD;
            case DONE, HELD, FAILED, DEAD, DROPPED, FORGOTTEN -> false;
        };
    }
}
