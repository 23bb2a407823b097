package settings;

import io.smallrye.config.WithName;
import java.time.Duration;

/** The queues, by URL, and how messages are received from them. */
public interface QueueSettings {

    /** Notifications of mail. */
    String mail();

    /** A second copy of the notifications, by which mail is recorded as RECEIVED. */
    String receipts();

    /**
     * Events of the mail buckets, delayed by a quarter of an hour. A mail that the ledger still does not know was never
     * announced, and is delivered.
     */
    String stored();

    /** ECS Task State Change events. */
    String taskEvents();

    /** Receives deliveries that are given up, and messages that cannot be read. */
    String deadLetters();

    /**
     * How long SQS hides a message in progress; renewed while the work continues. After a crash a mail waits this long.
     * Whole seconds.
     */
    Duration visibility();

    /** Mails that are processed at a time. Up to ten further messages, received in one request, wait in the process. */
    int atOnce();

    /**
     * A message whose deliveries only wait is acknowledged after this many receives, and the sweeper resumes the
     * deliveries when they are due. Keep it far below the queue's maxReceiveCount (100 in deploy): after that many
     * receives, SQS moves a message to the dead-letter queue.
     */
    int receives();

    /**
     * Length of a long poll, in whole seconds, 1 to 20. A longer poll saves requests, but SIGTERM waits for it: keep it
     * below camel.main.shutdown-timeout.
     */
    @WithName("wait")
    Duration longPoll();

    /** How often receipts and task events are polled. While many arrive, they are polled again at once. */
    Duration unhurried();

    /** How often the buckets' events are polled. While many arrive, they are polled again at once. */
    Duration storedEvery();
}
