package tasks;

import static tasks.TaskRefused.Kind.CAPACITY;
import static tasks.TaskRefused.Kind.INSTALLATION;
import static tasks.TaskRefused.Kind.QUOTA;
import static tasks.TaskRefused.Kind.REQUEST;
import static tasks.TaskRefused.Kind.THROTTLED;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * What ECS means when it does not start a task. An unknown failure counts as one that passes: it ends among the dead
 * letters at the worst, with its reason.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html">API failure
 *     reasons</a>
 */
final class Refusals {

    private Refusals() {}

    /** Of an answer without a task. */
    static TaskRefused of(List<Failure> failures) {
        if (failures.isEmpty()) {
            return new TaskRefused(CAPACITY, "neither a task nor a failure in the answer");
        }
        String reasons = failures.stream().map(Refusals::words).distinct().collect(Collectors.joining("; "));
        return new TaskRefused(kind(failures.get(0)), reasons);
    }

    /** @return a refusal, or {@link OutcomeUnknown} where ECS cannot say whether it started the task */
    static RuntimeException of(EcsException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        String message = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
        if (e.isThrottlingException()) {
            return new TaskRefused(THROTTLED, code);
        }
        if (e.statusCode() >= 500) {
            return new OutcomeUnknown(e);
        }
        return switch (code) {
            case "InvalidParameterException" -> new TaskRefused(REQUEST, code + ": " + message);
            case "LimitExceededException" -> new TaskRefused(QUOTA, code);
            default -> new TaskRefused(fargate(message, INSTALLATION), code + ": " + message);
        };
    }

    private static TaskRefused.Kind kind(Failure failure) {
        String reason = failure.reason() == null ? "" : failure.reason();
        return reason.equals("ATTRIBUTE") ? INSTALLATION : fargate(reason, CAPACITY);
    }

    /** Fargate says these two things in a failure and in a ClientException, in words only. */
    private static TaskRefused.Kind fargate(String words, TaskRefused.Kind other) {
        if (words == null) {
            return other;
        }
        if (words.contains("reached the limit on the number of")) {
            return QUOTA;
        }
        return words.contains("Capacity is unavailable") ? CAPACITY : other;
    }

    private static String words(Failure failure) {
        return failure.detail() == null ? failure.reason() : failure.reason() + " (" + failure.detail() + ")";
    }
}
