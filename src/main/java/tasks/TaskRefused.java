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
        /**
         * Cluster, task definition, network, role or platform are not as they must be, or ECS names a cause that is not known
         * here: every delivery of the set may get this answer until an operator mends the cause.
         */
        INSTALLATION(DeliveryStatus.HELD),
        /** This one delivery's request can never be right, whatever is mended. */
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
