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
     * What the mail buckets say they have stored, a quarter of an hour later: the second announcement of each mail. A
     * mail that the ledger still does not know was never announced.
     */
    String stored();

    /** ECS Task State Change events. */
    String taskEvents();

    /** Receives deliveries that are given up, and messages that cannot be read. */
    String deadLetters();

    /**
     * How long SQS hides a message in work; renewed while the work continues. After a crash a mail waits this long.
     * Whole seconds.
     */
    Duration visibility();

    /** Mails that are processed at a time. One request receives ten more, which wait. */
    int atOnce();

    /**
     * A message whose deliveries only wait is acknowledged after this many receives, and the sweeper resumes the
     * deliveries when they are due. Keep it far below the queue's maxReceiveCount (100 in deploy), which would make it
     * a dead letter.
     */
    int receives();

    /**
     * Length of a long poll, in whole seconds. A longer poll saves requests, but SIGTERM waits for it: keep it below
     * camel.main.shutdown-timeout.
     */
    @WithName("wait")
    Duration longPoll();

    /** How often receipts and task events are polled; at once while many arrive. */
    Duration unhurried();

    /** How often the buckets' events are polled; at once while many arrive. They are a quarter of an hour old. */
    Duration storedEvery();
}
