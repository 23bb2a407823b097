package desk;

import java.util.Comparator;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/**
 * A task of SQS that moves a dead-letter queue's messages. There is one at a time for a queue, and SQS names its handle
 * only while it runs: the queue's newest is taken for it.
 */
public record MessageMoveTask(SqsClient sqs, String source, String handle) {

    /**
     * @param moved so far, about
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

    /** What has been moved stays where it is. */
    public void cancel() {
        sqs.cancelMessageMoveTask(cancel -> cancel.taskHandle(handle));
    }
}
