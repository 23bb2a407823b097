package local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import local.cloud.LocalCloud;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The two messages that {@link MainJob} expects in the dead-letter queue. One announces no mail; the other belongs to the
 * mail for which ECS never starts a task.
 */
final class DemoDeadLetters {

    private static final int EXPECTED = 2;

    private final LocalCloud cloud;
    private final int before;

    /** Existing messages do not count: they are from an earlier job with the same data. */
    DemoDeadLetters(LocalCloud cloud) {
        this.cloud = cloud;
        this.before = all();
    }

    private int all() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().deadLetters());
    }

    void await(Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (all() < before + EXPECTED && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** @return whether the queue has exactly these messages */
    boolean print(PrintStream out) {
        out.println("\nThe dead-letter queue has");
        for (Message message : cloud.queues().deadLetters(cloud.sqs())) {
            boolean ofMail = message.body().startsWith("{");
            String reason = message.messageAttributes().get("reason").stringValue();
            out.printf("  %s (%s)%n", ofMail ? "the mail that found no capacity" : '"' + message.body() + '"', reason);
        }
        int found = all() - before;
        if (found != EXPECTED) {
            out.printf("  %d new messages in all: WRONG, expected %d%n", found, EXPECTED);
        }
        return found == EXPECTED;
    }
}
