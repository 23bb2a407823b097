package settings;

import io.smallrye.config.WithName;
import java.time.Duration;

/** The queues, by URL, and how messages are taken from them. */
public interface QueueSettings {

    /** Announcements of mail. */
    String mail();

    /** The same announcements once more, for the status RECEIVED. */
    String receipts();

    /** ECS Task State Change events. */
    String taskEvents();

    /** What is given up or cannot be read goes here. */
    String deadLetters();

    /** How long SQS hides a message that is worked on; renewed while the work goes on. After a crash a mail waits this long. Whole seconds. */
    Duration visibility();

    /** Mails that are worked on at once. One request brings ten more, and they wait. */
    int atOnce();

    /**
     * A message whose deliveries only wait is acknowledged after so many receives, and the sweeper takes the deliveries up
     * when they are due. Far below the queue's maxReceiveCount (100 in deploy), after which it would be a dead letter.
     */
    int receives();

    /** Length of a long poll, in whole seconds. Longer saves requests, and SIGTERM waits for it: keep it under camel.main.shutdown-timeout. */
    @WithName("wait")
    Duration longPoll();

    /** How often receipts and task events are looked for; at once while many come. */
    Duration unhurried();
}
