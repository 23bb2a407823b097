package tasks;

import ledger.DeliveryStatus;

/** ECS did not start a task and said why. */
public class TaskRefused extends RuntimeException {

    /** What kind of no it is, and what becomes of the delivery. */
    public enum Kind {
        /** No room at the moment, there or anywhere. */
        CAPACITY(DeliveryStatus.RETRY),
        /** The account's limit on tasks or vCPUs is reached. */
        QUOTA(DeliveryStatus.RETRY),
        /** Too many requests. */
        THROTTLED(DeliveryStatus.RETRY),
        /** Cluster, task definition, role or platform are not as they must be: every delivery of the set gets this answer until somebody mends it. */
        INSTALLATION(DeliveryStatus.HELD),
        /** The request itself is wrong. */
        REQUEST(DeliveryStatus.FAILED);

        private final DeliveryStatus next;

        Kind(DeliveryStatus next) {
            this.next = next;
        }
    }

    private final Kind kind;

    /** @param reason ECS's words: they name resources and limits, never a mail */
    public TaskRefused(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** @return RETRY, HELD or FAILED */
    public DeliveryStatus next() {
        return kind.next;
    }
}
