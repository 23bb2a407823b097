package desk.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import ledger.Entry;
import ledger.InMemoryLedger;
import settings.RequestDeadline;
import settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A ledger that cannot be reached by a search, a count, or a look-up of a mail. */
class AwayLedger extends InMemoryLedger {

    /** Time that the latest look-up of a mail had left before its deadline. */
    static volatile Duration patience;

    AwayLedger(Clock clock, Settings settings) {
        super(clock, settings);
    }

    @Override
    public List<Entry> ofMail(String mail) {
        patience = RequestDeadline.current().left().orElse(null);
        throw SdkClientException.create("away, and asked for order@market.example");
    }

    @Override
    public Page find(Wanted wanted, int limit, String from) {
        throw SdkClientException.create("away");
    }

    @Override
    public int count(Wanted wanted, int atMost) {
        throw SdkClientException.create("away");
    }
}
