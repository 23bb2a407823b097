package courier;

import ledger.DeliveryStatus;

/**
 * How the command ended, and what that makes of its delivery.
 *
 * @param exitCode as the process gave it; 128 + its number for a signal
 * @param status DONE, RETRY, HELD or FAILED
 * @param note exit code and the tail of what the command printed, for the timeline
 */
public record CommandOutcome(int exitCode, DeliveryStatus status, String note) {}
