package ledger;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lookup in memory for route tests. {@link MailLookupTest} tests the real one. */
@Mock
@ApplicationScoped
public class InMemoryMailLookup implements MailLookup {

    private final Deliveries deliveries;

    public InMemoryMailLookup(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails) {
        Map<String, List<Entry>> known = new HashMap<>();
        mails.forEach(stored -> known.put(stored.mail(), deliveries.ofMail(stored.mail())));
        known.values().removeIf(List::isEmpty);
        return known;
    }
}
