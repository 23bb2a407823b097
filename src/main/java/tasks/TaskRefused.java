package tasks;

/** ECS did not start a task and said why. */
public class TaskRefused extends RuntimeException {

    private final boolean passing;

    /**
     * @param reason ECS's words: they name resources and limits, never a mail
     * @param passing whether the same request may succeed later
     */
    public TaskRefused(String reason, boolean passing) {
        super(reason);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
