package books;

import java.time.LocalDate;
import java.util.List;
import mail.BucketEvent;

/**
 * What the mail buckets have said they stored, by the day (UTC) of storing. It is the other side of the books: the
 * ledger has what was done, the day book what there was to do. Reading a day costs by that day's mails, whatever else is
 * kept. Days are kept as long as the ledger's rows.
 */
public interface DayBook {

    /** Adds objects. A second call adds them again; {@link #of} has each once. */
    void add(List<BucketEvent> stored);

    /** @return an entry for each object and each version of its bytes, in no order; empty for a day without any */
    List<BucketEvent> of(LocalDate day);
}
