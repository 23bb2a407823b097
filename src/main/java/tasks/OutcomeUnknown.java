package tasks;

/** Nobody knows whether ECS started the task: the answer never came. */
public class OutcomeUnknown extends RuntimeException {

    public OutcomeUnknown(Throwable cause) {
        super("RunTask did not answer: " + cause.getClass().getSimpleName(), cause);
    }
}
