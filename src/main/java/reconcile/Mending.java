package reconcile;

import ledger.DeliveryStatus;
import ledger.Entry;
import mail.RawMail;

/** The commands that repair differences. The operator only fills in the reason. */
final class Mending {

    private static final String WHY = " --why \"…\"";

    private Mending() {}

    /**
     * The command that runs the delivery again from its present status.
     *
     * @param alone whether no other delivery of the mail has the same status
     */
    static String again(Entry entry, boolean alone) {
        String mail = entry.claim().id().mail();
        String which = mail + (alone ? "" : " --recipient " + entry.claim().id().recipient());
        DeliveryStatus status = entry.status();
        return switch (status) {
            case HELD -> "hikyaku release " + which + WHY;
            case FAILED -> "hikyaku redrive " + which + WHY;
            case DONE, DEAD, DROPPED -> "hikyaku redrive " + which + " --status " + status + WHY;
            case FORGOTTEN -> "";
            case HANDED_OVER, RUNNING -> "hikyaku sweep --dry-run"; // a task has it, and the sweeper asks ECS
            default -> "hikyaku announce " + mail;
        };
    }

    static String replay(RawMail raw) {
        return "hikyaku replay s3://" + raw.bucket() + "/" + raw.key();
    }

    static String replayTo(RawMail raw) {
        return replay(raw) + " --to ADDRESS";
    }

    static String drop(Entry entry) {
        return "hikyaku drop " + entry.claim().id().mail() + " --recipient "
                + entry.claim().id().recipient() + WHY;
    }

    /** The deleted version is in the bucket for some days: docs/recover.md. */
    static String restore(RawMail raw) {
        return "aws s3api list-object-versions --bucket " + raw.bucket() + " --prefix " + raw.key();
    }

    static String enter(Period period) {
        return "hikyaku reconcile --since " + period.from() + " --until " + period.until() + " --enter";
    }

    static String moveBack() {
        return "hikyaku dead-letters move-back --one-by-one";
    }

    static String showLetter(String id) {
        return "hikyaku dead-letters show " + id;
    }
}
