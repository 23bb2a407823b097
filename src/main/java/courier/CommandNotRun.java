package courier;

import ledger.DeliveryId;

/** The command was not started, and its delivery is held for an operator. */
public class CommandNotRun extends RuntimeException {

    private CommandNotRun(String why) {
        super(why);
    }

    /** No process can have a NUL in its environment. */
    static CommandNotRun hasNul(DeliveryId id) {
        return new CommandNotRun(
                "sender or recipient of " + id + " has a NUL, which an environment variable cannot contain");
    }

    static CommandNotRun needsShell(DeliveryId id) {
        return new CommandNotRun("the command of " + id + " needs a shell, and its set allows none (pipe.shell)");
    }
}
