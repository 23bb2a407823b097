package tasks;

import ledger.DeliveryId;

/**
 * An ECS Task State Change event of one of our tasks.
 *
 * @param delivery the delivery for which the task was started; like the attempt, it is read from the task's overrides
 * @param stopped whether the task has finally stopped
 * @param reason stop code and exit code, if ECS gives them; empty while it has not stopped
 */
public record TaskEvent(String task, DeliveryId delivery, int attempt, boolean stopped, String reason) {}
