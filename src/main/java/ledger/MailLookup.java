package ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds the deliveries of many mails by their ids: a bucket's event names no recipient, but its location belongs to a
 * set.
 */
public interface MailLookup {

    /** @param set the set whose inbox has the mail; empty for an inbox that sets share */
    record StoredMailId(String mail, String set) {}

    /**
     * Reads may be slightly stale. The number of requests depends only on the numbers of mails and of their set's
     * domains: fifty pairs of both need one request.
     *
     * @return the deliveries by mail, without mails that the ledger does not know. Deliveries to domains of other sets,
     *     and unreadable ones, are left out; a mail with only such deliveries has an empty list
     */
    Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails);
}
