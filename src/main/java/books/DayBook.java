package books;

import java.time.LocalDate;
import java.util.List;
import mail.BucketEvent;

/**
 * The objects that the mail buckets have reported as stored, by the day (UTC) of storing. The ledger records what was
 * done; the day book records what had to be done. The cost of reading a day depends only on that day's mails. Days are
 * kept as long as the ledger's rows.
 */
public interface DayBook {

    /** Adds objects. A second call adds them again, but {@link #of} returns each once. */
    void add(List<BucketEvent> stored);

    /** @return an entry for each object and each version of its bytes, in no order; empty for a day without any */
    List<BucketEvent> of(LocalDate day);
}
