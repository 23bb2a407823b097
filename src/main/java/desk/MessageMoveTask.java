package desk;

import java.util.Comparator;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/**
 * An SQS task that moves a dead-letter queue's messages. A queue has at most one running task, and SQS returns a task's
 * handle only while it runs. So the queue's newest task is assumed to be this one.
 */
public record MessageMoveTask(SqsClient sqs, String source, String handle) {

    /**
     * @param moved approximate number so far
     * @param failure empty if there is none
     */
    public record State(boolean running, long moved, String failure) {}

    public State state() {
        return sqs.listMessageMoveTasks(list -> list.sourceArn(source).maxResults(10)).results().stream()
                .max(Comparator.comparing(ListMessageMoveTasksResultEntry::startedTimestamp))
                .map(MessageMoveTask::state)
                .orElse(new State(true, 0, "")); // not listed yet
    }

    private static State state(ListMessageMoveTasksResultEntry task) {
        boolean running = task.status().equals("RUNNING") || task.status().equals("CANCELLING");
        String failure =
                task.status().equals("FAILED") ? Objects.requireNonNullElse(task.failureReason(), "FAILED") : "";
        return new State(running, Objects.requireNonNullElse(task.approximateNumberOfMessagesMoved(), 0L), failure);
    }

    /** Messages already moved are not moved back. */
    public void cancel() {
        sqs.cancelMessageMoveTask(cancel -> cancel.taskHandle(handle));
    }
}
