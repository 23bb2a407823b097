package tasks;

import ledger.DeliveryId;

/**
 * An ECS Task State Change of one of our tasks.
 *
 * @param delivery and attempt that the task was started for, read from its overrides
 * @param stopped whether the task has stopped for good
 * @param reason stop code and exit code, as far as ECS gives them; empty while it has not stopped
 */
public record TaskEvent(String task, DeliveryId delivery, int attempt, boolean stopped, String reason) {}
