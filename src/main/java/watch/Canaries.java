package watch;

import static ledger.DeliveryStatus.DONE;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ledger.Search;
import ledger.Search.By;
import ledger.Search.Wanted;
import settings.Settings;

/**
 * What the ledger knows about canaries. They are recognized by their recipient, because SES' submission replaces the
 * Message-ID.
 */
@ApplicationScoped
public class Canaries {

    /** Number of newest canaries that are read; while all is well, one of them is DONE. */
    private static final int PAGE = 10;

    private static final int MOST = 100;

    private final Search search;
    private final Clock clock;
    private final Map<String, String> addresses = new TreeMap<>();
    private final Instant begun;

    public Canaries(Search search, Settings settings, Clock clock) {
        this.search = search;
        this.clock = clock;
        this.begun = clock.instant();
        settings.sets()
                .forEach((set, own) ->
                        own.canary().ifPresent(address -> addresses.put(set, address.toLowerCase(Locale.ROOT))));
    }

    /** @return canary addresses whose last mail was received before then, from any sender */
    public List<String> missingSince(Instant time) {
        return addresses.values().stream()
                .filter(address -> search.count(wanted(address, time), 1) == 0)
                .toList();
    }

    /**
     * @return for each set with a canary, the age of its last DONE canary; if none of the last hundred is DONE, the age
     *     of this process
     */
    Map<String, Duration> ages() {
        Instant now = clock.instant();
        Map<String, Duration> ages = new TreeMap<>();
        addresses.forEach((set, address) -> ages.put(set, Duration.between(lastDone(address), now)));
        return ages;
    }

    private Instant lastDone(String address) {
        return search.all(wanted(address, Instant.EPOCH), PAGE)
                .limit(MOST)
                .filter(canary -> canary.status() == DONE)
                .map(canary -> canary.delivery().receivedAt())
                .findFirst()
                .orElse(begun);
    }

    /** Other clocks may be slightly ahead. */
    private Wanted wanted(String address, Instant since) {
        return new Wanted(By.RECIPIENT, address, null, since, clock.instant().plus(Duration.ofMinutes(1)));
    }
}
