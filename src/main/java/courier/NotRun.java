package courier;

import ledger.DeliveryId;

/** The command was not started, and its delivery is held until somebody has mended the set's settings. */
public class NotRun extends RuntimeException {

    private NotRun(String why) {
        super(why);
    }

    static NotRun needsShell(DeliveryId id) {
        return new NotRun("the command of " + id + " needs a shell, and its set allows none (pipe.shell)");
    }
}
