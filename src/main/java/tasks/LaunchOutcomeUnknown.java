package tasks;

/** It is unknown whether ECS started the task, because no answer arrived. */
public class LaunchOutcomeUnknown extends RuntimeException {

    public LaunchOutcomeUnknown(Throwable cause) {
        super("RunTask did not answer: " + cause.getClass().getSimpleName(), cause);
    }
}
