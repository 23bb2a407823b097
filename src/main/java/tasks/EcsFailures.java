package tasks;

import static tasks.TaskRefused.RefusalKind.CAPACITY;
import static tasks.TaskRefused.RefusalKind.INSTALLATION;
import static tasks.TaskRefused.RefusalKind.QUOTA;
import static tasks.TaskRefused.RefusalKind.THROTTLED;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Classifies the reasons for which ECS does not start a task. An unknown failure counts as temporary: at worst the
 * delivery becomes a dead letter, with its reason. An unknown exception counts as an error of the installation: its
 * deliveries are held, so that none is lost, and none is retried in vain.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html">API failure reasons</a>
 */
final class EcsFailures {

    /** A missing or inactive resource stays so until an operator repairs it. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of("ATTRIBUTE", "MISSING", "INACTIVE");

    /**
     * ECS calls other services for a task's network, and reports their throttling inside other exceptions: "Error
     * retrieving subnet information for [subnet-1]: Rate exceeded (ErrorCode: Throttling)".
     */
    private static final List<String> THROTTLING = List.of(
            "Rate exceeded",
            "Throttling",
            "Throttled",
            "RequestLimitExceeded",
            "Request limit exceeded",
            "TooManyRequests",
            "Too many requests");

    private EcsFailures() {}

    /** Classifies an answer without a task. */
    static TaskRefused of(List<Failure> failures) {
        if (failures.isEmpty()) {
            return new TaskRefused(CAPACITY, "the answer has neither a task nor a failure");
        }
        String reasons = failures.stream().map(EcsFailures::words).distinct().collect(Collectors.joining("; "));
        return new TaskRefused(kind(failures.get(0)), EcsText.clean(reasons));
    }

    /** @return a refusal, or {@link LaunchOutcomeUnknown} if ECS cannot say whether it started the task */
    static RuntimeException of(EcsException e) {
        String code =
                e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorCode());
        String message =
                e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorMessage());
        String reason = EcsText.clean(code + ": " + message);
        if (e.isThrottlingException()) {
            return new TaskRefused(THROTTLED, reason);
        }
        if (e.statusCode() >= 500) {
            return new LaunchOutcomeUnknown(e);
        }
        return new TaskRefused(code.equals("LimitExceededException") ? QUOTA : kind(message, INSTALLATION), reason);
    }

    private static TaskRefused.RefusalKind kind(Failure failure) {
        String reason = text(failure.reason());
        return OF_THE_INSTALLATION.contains(reason)
                ? INSTALLATION
                : kind(reason + " " + text(failure.detail()), CAPACITY);
    }

    /**
     * Fargate reports missing capacity in a failure and in a ClientException, only in their text; the same holds for
     * throttling.
     */
    private static TaskRefused.RefusalKind kind(String words, TaskRefused.RefusalKind other) {
        if (THROTTLING.stream().anyMatch(words::contains)) {
            return THROTTLED;
        }
        if (words.contains("reached the limit on the number of")) {
            return QUOTA;
        }
        return words.contains("Capacity is unavailable") ? CAPACITY : other;
    }

    private static String words(Failure failure) {
        return Stream.of(text(failure.reason()), text(failure.detail()))
                .filter(word -> !word.isEmpty())
                .reduce((reason, detail) -> reason + " (" + detail + ")")
                .orElse("no reason given");
    }

    private static String text(String said) {
        return said == null ? "" : said;
    }
}
