package desk;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.Entry;
import ledger.Search;
import settings.Settings;

/** Reads the selected deliveries, page by page. */
@ApplicationScoped
@Unremovable
public class Selector {

    private static final String NO_SET = "";

    private final Search search;
    private final Deliveries deliveries;
    private final Settings settings;

    public Selector(Search search, Deliveries deliveries, Settings settings) {
        this.search = search;
        this.deliveries = deliveries;
        this.settings = settings;
    }

    /** @return the selected deliveries, read as they are consumed, without those that have another status by then */
    public Stream<Entry> select(Selection selection) {
        Stream<Entry> all = selection.mails().isEmpty()
                ? sets(selection).stream().flatMap(set -> inSet(set, selection))
                : selection.mails().stream().flatMap(mail -> deliveries.ofMail(mail).stream());
        return all.filter(selection::has).limit(selection.limit());
    }

    private Collection<String> sets(Selection selection) {
        if (selection.sets() != null) {
            return selection.sets();
        }
        Collection<String> all = new TreeSet<>(settings.sets().keySet());
        all.add(NO_SET);
        return all;
    }

    private Stream<Entry> inSet(String set, Selection selection) {
        return search.all(Search.Wanted.in(set, selection.status(), selection.since(), selection.until()));
    }
}
