package courier;

import ledger.DeliveryStatus;

/**
 * How the command ended, and the delivery's resulting status.
 *
 * @param exitCode of the process; 128 + its number for a signal
 * @param status DONE, RETRY, HELD or FAILED
 * @param note exit code and the end of the command's output, for the timeline
 */
public record CommandOutcome(int exitCode, DeliveryStatus status, String note) {}
