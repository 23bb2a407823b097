package tasks;

/** Nobody knows whether ECS started the task: the answer never came. */
public class LaunchOutcomeUnknown extends RuntimeException {

    public LaunchOutcomeUnknown(Throwable cause) {
        super("RunTask did not answer: " + cause.getClass().getSimpleName(), cause);
    }
}
