package desk;

import addresses.AddressBook;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.Entry;
import ledger.Search;
import ledger.Search.By;

/**
 * Reads the deliveries to forget. A page begins after the last delivery of the previous one, even if that one is
 * forgotten.
 */
@ApplicationScoped
@Unremovable
public class ForgetSelector {

    private final Deliveries deliveries;
    private final Search search;
    private final AddressBook addresses;

    ForgetSelector(Deliveries deliveries, Search search, AddressBook addresses) {
        this.deliveries = deliveries;
        this.search = search;
        this.addresses = addresses;
    }

    /**
     * @return the selected deliveries, read as they are consumed; includes those that are forgotten already, or that
     *     cannot be forgotten
     */
    public Stream<Entry> select(ForgetRequest request) {
        return ofAnySet(request)
                .filter(entry -> request.set() == null
                        || request.set().equals(entry.delivery().set()));
    }

    private Stream<Entry> ofAnySet(ForgetRequest request) {
        if (!request.mails().isEmpty()) {
            return request.mails().stream().flatMap(mail -> deliveries.ofMail(mail).stream());
        }
        if (request.tenant() != null) {
            return all(By.TENANT, request.tenant().toLowerCase(Locale.ROOT), request);
        }
        String address = request.recipient().toLowerCase(Locale.ROOT);
        // an alias with several commands has a delivery for each
        return Stream.concat(Stream.of(address), addresses.recipients(address).stream())
                .distinct()
                .flatMap(recipient -> all(By.RECIPIENT, recipient, request));
    }

    private Stream<Entry> all(By by, String key, ForgetRequest request) {
        return search.all(new Search.Wanted(by, key, null, request.since(), request.until()));
    }
}
