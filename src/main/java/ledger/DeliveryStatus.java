package ledger;

/** The life of a delivery. The words are the same in the table, the logs, the metrics and the README. */
public enum DeliveryStatus {
    /** SES has stored the mail and announced it. */
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
    /** Failed for a temporary reason; due again at {@code dueAt}. */
    RETRY,
    /** Kept on purpose; an operator may release it. */
    HELD,
    /** Failed permanently; an operator may redrive it. */
    FAILED,
    /** Given up after the last attempt; the message is in the dead-letter queue. */
    DEAD,
    /** Deliberately not delivered, by the set's policy or an operator; an operator may redrive it. */
    DROPPED,
    /**
     * Had ended, and its data was deleted; only this row remains, without mail or address. No action can change it any
     * more.
     */
    FORGOTTEN;

    /** Final, unless an operator acts ({@link OperatorLedger}). */
    public boolean isFinal() {
        return isOver() || this == HELD || this == FORGOTTEN;
    }

    /** Ended, and not held for an operator: its data may be deleted. */
    public boolean isOver() {
        return this == DONE || this == FAILED || this == DEAD || this == DROPPED;
    }

    /** A task was requested and is responsible for the delivery: the pipeline's message may be deleted. */
    public boolean isHandedOver() {
        return this == HANDED_OVER || this == RUNNING;
    }

    /** A worker or a task is responsible for it. */
    public boolean isInWork() {
        return this == CLAIMED || this == UNPACKED || isHandedOver();
    }

    /** The allowed transitions; {@link Ledger#move} refuses all others. A takeover is CLAIMED again. */
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
