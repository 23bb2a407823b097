package courier;

import ledger.DeliveryId;

/** The command was not started, and its delivery is held until somebody has looked at it. */
public class NotRun extends RuntimeException {

    private NotRun(String why) {
        super(why);
    }

    /** Nothing that is started can have a NUL among its variables. */
    static NotRun hasNul(DeliveryId id) {
        return new NotRun("sender or recipient of " + id + " has a NUL, which no program can be told");
    }

    static NotRun needsShell(DeliveryId id) {
        return new NotRun("the command of " + id + " needs a shell, and its set allows none (pipe.shell)");
    }
}
