package replay;

import java.time.Instant;
import java.util.List;

/**
 * Which mails are replayed, and where to.
 *
 * @param source an mbox file, a Maildir, or s3://bucket/prefix
 * @param recursive whether a Maildir's subfolders are read too
 * @param bucket the bucket for mails that are not in S3; null for the bucket of the first inbox
 * @param recipients envelope recipients of all mails, normalised; empty if each mail has its own
 * @param limit the replay ends when this many mails are sent
 * @param since only mails of this time or later; null for any
 * @param until only mails before this time; null for any
 * @param dryRun whether nothing is sent
 */
public record ReplayRequest(
        String source,
        boolean recursive,
        String bucket,
        List<String> recipients,
        int limit,
        Instant since,
        Instant until,
        boolean dryRun) {

    public boolean hasPeriod() {
        return since != null || until != null;
    }

    public boolean isInPeriod(Instant at) {
        return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
    }
}
