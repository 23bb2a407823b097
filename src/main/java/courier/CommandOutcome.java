package courier;

import ledger.DeliveryStatus;

/**
 * How the command ended, and the delivery's resulting status.
 *
 * @param exitCode the exit code of the process; for a signal, 128 + the signal's number
 * @param status DONE, RETRY, HELD or FAILED
 * @param note exit code and the end of the command's output, for the timeline
 */
public record CommandOutcome(int exitCode, DeliveryStatus status, String note) {}
