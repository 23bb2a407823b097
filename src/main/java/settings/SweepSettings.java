package settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the sweepers search for, and how often. */
public interface SweepSettings {

    /** How often the sweeper searches for due deliveries. */
    Duration every();

    /** How often the audit of the inboxes continues, while one is under way. */
    Duration inboxEvery();

    /** Pages of a thousand objects that the audit lists each time. */
    int inboxPages();

    /**
     * Time from one audit's start to the next. An audit lists every object of the inboxes, so it is rare. It finds the
     * mails whose notification and whose bucket event were both lost.
     */
    Duration auditEvery();

    /**
     * How long a stored mail that the ledger does not know is looked up again, from the first receipt of its event.
     * After that, it counts as never announced. After an outage, events may be read before notifications.
     */
    Duration lostAfter();

    /** How often expired mail is searched for: five queries for each set with a retention. */
    Duration retentionEvery();

    /** How long a mail may be RECEIVED before the sweeper starts it; normally the queue is faster. */
    Duration receivedAfter();

    /** How long a task may take from its launch to its command before ECS is asked about it. */
    Duration taskAfter();

    /**
     * Where SES stores the mail of sets without their own {@link MailSet#inbox}: bucket or bucket/prefix. Mail outside
     * all inboxes is not read. Pipeline and couriers do not start without any inbox.
     */
    Optional<List<String>> inboxes();

    /**
     * Maximum age of a mail that an audit looks up in the ledger: longer than any outage and than {@code audit-every},
     * shorter than the bucket's lifecycle and the ledger's retention.
     */
    Duration lookBack();

    /**
     * Maximum number of deliveries that a sweep reads at a time. A sweep continues while pages are full, until the
     * next sweep would begin.
     */
    int limit();
}
