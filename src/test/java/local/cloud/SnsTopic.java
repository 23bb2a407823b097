package local.cloud;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import local.constraints.RequestCheck;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SNS: delivers every message that SNS accepts to its subscribed queues, in an envelope. A test can make it
 * duplicate, delay and lose messages.
 */
public final class SnsTopic {

    private final SqsClient sqs;
    private final List<String> queues;
    private final RequestCheck check;
    private final AtomicInteger toLose = new AtomicInteger();
    private volatile int copies = 1;

    /** Null means the queue's own delay. */
    private volatile Integer delaySeconds;

    SnsTopic(SqsClient sqs, List<String> queues, RequestCheck check) {
        this.check = check;
        this.sqs = sqs;
        this.queues = queues;
    }

    /** @throws IllegalArgumentException if SNS would refuse the message */
    public void publish(String message) {
        check.fault("Publish", Announcement.publication(message)).ifPresent(fault -> {
            throw new IllegalArgumentException("SNS refuses the message: " + fault);
        });
        if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
        }
        for (int copy = 0; copy < copies; copy++) {
            for (String queue : queues) {
                sqs.sendMessage(send -> send.queueUrl(queue)
                        .messageBody(Announcement.inEnvelope(message))
                        .delaySeconds(delaySeconds));
            }
        }
    }

    /** From now on, every queue gets each message this many times. */
    public void duplicate(int times) {
        this.copies = times;
    }

    /** From now on, delays each message by this time, in place of its queue's delay. */
    public void delay(int seconds) {
        this.delaySeconds = seconds;
    }

    /** The next messages are lost. */
    public void lose(int messages) {
        toLose.set(messages);
    }
}
