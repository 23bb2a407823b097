package tasks;

import ledger.DeliveryStatus;

/** ECS did not start a task and said why. */
public class TaskRefused extends RuntimeException {

    /** The kind of refusal, and the resulting status of the delivery. */
    public enum RefusalKind {
        /** No capacity at the moment, at this provider or at all. */
        CAPACITY(DeliveryStatus.RETRY),
        /** The account's limit on tasks or vCPUs is reached. */
        QUOTA(DeliveryStatus.RETRY),
        /** Too many requests. */
        THROTTLED(DeliveryStatus.RETRY),
        /**
         * Cluster, task definition, network, role or platform are wrong, or ECS names an unknown cause. Every delivery
         * of the set may get this answer until an operator repairs the cause.
         */
        INSTALLATION(DeliveryStatus.HELD),
        /** This delivery's request is always invalid, whatever is repaired. */
        REQUEST(DeliveryStatus.FAILED);

        private final DeliveryStatus next;

        RefusalKind(DeliveryStatus next) {
            this.next = next;
        }
    }

    private final RefusalKind kind;

    /** @param reason ECS's text, which names resources and limits, never a mail */
    public TaskRefused(RefusalKind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    public RefusalKind kind() {
        return kind;
    }

    /** @return RETRY, HELD or FAILED */
    public DeliveryStatus next() {
        return kind.next;
    }
}
