package tasks;

/** The clusters that run the sets' programs. */
public interface Tasks {

    /**
     * Requests a task. A second call with an equal request returns the first call's task and starts nothing.
     *
     * @return ARN of the task, or of the first one; it need not be running yet
     * @throws TaskRefused if this request has started no task and will start none
     * @throws LaunchOutcomeUnknown if the task may have been started: only the same request may be sent again
     */
    String run(TaskRequest request);

    /**
     * @param request the request that started the task
     * @param task the task's ARN; null if the ARN could not be recorded, and then the task is looked up by {@code
     *     startedBy}
     * @return whether the task may still be at work; false for a stopped task, and for one that ECS does not know any
     *     more
     */
    boolean isAlive(TaskRequest request, String task);

    /**
     * @param task the task's ARN, null if unknown
     * @return how the task stopped and why, in ECS' words; empty if ECS does not know the task any more (after an hour)
     */
    String end(TaskRequest request, String task);

    /** @return how many tasks of this request's purpose run or are starting; at most 100 */
    int running(TaskRequest request);
}
