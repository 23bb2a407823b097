package courier;

import ledger.DeliveryStatus;

/**
 * How the command ended.
 *
 * @param exitCode as the process gave it; 143 when it was ended at its time limit
 * @param note exit code and the tail of what it printed, for the timeline
 */
public record Outcome(int exitCode, String note) {

    public DeliveryStatus status() {
        return Sysexits.status(exitCode);
    }
}
