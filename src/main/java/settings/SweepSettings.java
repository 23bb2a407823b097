package settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the sweepers look for, and how often. */
public interface SweepSettings {

    /** How often due deliveries are looked for. */
    Duration every();

    /** How often the inboxes are looked at for mail that was never announced: one S3 request for every thousand mails there. */
    Duration inboxEvery();

    /** How often kept mail is looked at for what its set's retention has ended: four queries for each set that has one. */
    Duration retentionEvery();

    /** How long a mail may be RECEIVED before the sweeper sends it on its way: the queue is quicker unless it is in trouble. */
    Duration receivedAfter();

    /** How long a task may take from its launch to its command before it is asked after. */
    Duration taskAfter();

    /**
     * Where SES stores the mail of sets without an {@link MailSet#inbox} of their own: bucket or bucket/prefix. Mail that
     * lies in no inbox is not read. Pipeline and couriers do not start without any inbox.
     */
    Optional<List<String>> inboxes();

    /** How old a stored mail may be to be looked for: longer than any outage, shorter than the bucket's lifecycle and the ledger's retention. */
    Duration lookBack();

    /** Most deliveries that a sweep reads at a time. It reads on while as many are due, until the next sweep would begin. */
    int limit();
}
