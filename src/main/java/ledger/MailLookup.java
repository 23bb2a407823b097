package ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds the deliveries of many mails by their ids: a bucket's event names no recipient, but its place names the set. */
public interface MailLookup {

    /** @param set whose inbox has the mail; empty for an inbox that sets share */
    record StoredMailId(String mail, String set) {}

    /**
     * Reads may be slightly stale. The number of requests grows with the number of mails and of their set's domains
     * only: one request for fifty of them.
     *
     * @return by mail, without the mails that the ledger does not know; without deliveries to domains that are not the
     *     set's, and without unreadable ones: a mail that has only those has an empty list
     */
    Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails);
}
