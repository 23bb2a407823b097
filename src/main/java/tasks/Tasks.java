package tasks;

/** The cluster that runs the sets' programs. */
public interface Tasks {

    /**
     * Asks for a task. A second call with an equal request gives the first call's task and starts nothing.
     *
     * @return ARN of the task, of the first one if there are several; it may not run yet
     * @throws TaskRefused if no task was or will be started by this request
     * @throws LaunchOutcomeUnknown if it may have been started: only the same request may be sent again
     */
    String run(TaskRequest request);

    /**
     * @param request that asked for the task
     * @param task its ARN; null if nobody had the time to write it down, then it is looked up by {@code startedBy}
     * @return whether it may still be at work; false for a task that has stopped and for one that ECS does not know, or
     *     no longer
     */
    boolean isAlive(TaskRequest request, String task);

    /**
     * @param task its ARN, null if it is not known
     * @return how it stopped and why, in ECS' words; empty if ECS does not know it, or no longer (after an hour)
     */
    String end(TaskRequest request, String task);

    /** @return how many tasks that were started by the same need as this request run or are about to; at most 100 */
    int running(TaskRequest request);
}
