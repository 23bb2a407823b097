package shadow;

import desk.Selection;
import desk.Selector;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;

/** Looks up every mail of the old server's log in the ledger, then every delivery of the shadowed set in the log. */
@ApplicationScoped
@Unremovable
public class ShadowComparer {

    private static final int PAGE = 100;

    private final Search search;
    private final Selector selector;
    private final Clock clock;

    ShadowComparer(Search search, Selector selector, Clock clock) {
        this.search = search;
        this.selector = selector;
        this.clock = clock;
    }

    /**
     * @param since when the log begins
     * @param until when the log ends
     * @param step called after each mail and each delivery
     * @throws desk.InvalidRequest for an invalid line of the log, with its number
     * @throws IOException if the log cannot be read
     */
    public ShadowComparison compare(Path log, String set, Instant since, Instant until, Runnable step)
            throws IOException {
        ShadowComparison comparison = new ShadowComparison();
        for (OldServerLog.LoggedRun run : OldServerLog.read(log)) {
            comparison.ran(run, ofMessage(run.messageId()));
            step.run();
        }
        selector.select(Selection.of(set, DeliveryStatus.DROPPED, since, until, Integer.MAX_VALUE))
                .forEach(entry -> {
                    comparison.shadowed(entry);
                    step.run();
                });
        return comparison;
    }

    private List<Entry> ofMessage(String messageId) {
        Search.Wanted wanted = new Search.Wanted(Search.By.MESSAGE_ID, messageId, null, Instant.EPOCH, clock.instant());
        return messageId.isEmpty() ? List.of() : search.find(wanted, PAGE, "").entries();
    }
}
