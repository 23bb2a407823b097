package tasks;

/** The cluster that runs the sets' programs. */
public interface Tasks {

    /**
     * Asks for a task. A second call with an equal request gives the first call's task and starts nothing.
     *
     * @return ARN of the task, which may not run yet
     * @throws TaskRefused if no task was or will be started by this request
     * @throws OutcomeUnknown if it may have been started: only the same request may be sent again
     */
    String run(TaskRequest request);

    /**
     * @return whether the task may still be at work; false for one that has stopped and for one that ECS no longer knows
     */
    boolean isAlive(String set, String task);
}
