package desk.jmx;

import desk.Act;
import desk.Line;
import desk.Operators;
import desk.Selection;
import desk.Selector;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;

/** What a console's user says is to be done, to a mail or to what a selection has; each answer says what came of it. */
@ApplicationScoped
class Acts {

    /** A call that takes longer than this many is for the command line, which can be interrupted. */
    static final int MOST = 1000;

    private static final int SHOWN = 100;

    private final Deliveries deliveries;
    private final Selector selector;
    private final Operators operators;
    private final Caller caller;
    private final Clock clock;

    Acts(Deliveries deliveries, Selector selector, Operators operators, Caller caller, Clock clock) {
        this.deliveries = deliveries;
        this.selector = selector;
        this.operators = operators;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param from statuses out of which it is done; the others are left alone */
    String[] toMail(Act act, Set<DeliveryStatus> from, String mail, String recipient, String why) {
        String address = Given.text(recipient);
        List<Entry> meant = deliveries.ofMail(Given.text(mail)).stream()
                .filter(entry -> address.isEmpty()
                        || address.equalsIgnoreCase(entry.claim().id().address())
                        || address.equalsIgnoreCase(entry.claim().id().recipient()))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("the ledger does not know it");
        }
        return meant.stream()
                .map(entry -> entry.claim().id() + " " + perform(act, from, entry, given(why)))
                .toArray(String[]::new);
    }

    private String perform(Act act, Set<DeliveryStatus> from, Entry entry, String why) {
        if (!from.contains(entry.status())) {
            return "is " + entry.status() + ": not " + act.done();
        }
        boolean done = operators.perform(act, entry, caller.name(), why);
        return done ? act.done() : "has another status by now: not " + act.done();
    }

    String toAll(Act act, Selection selection, String why) {
        Given.limit(selection.limit, MOST);
        String reason = given(why);
        String by = caller.name();
        List<Boolean> each = selector.select(selection)
                .map(entry -> operators.perform(act, entry, by, reason))
                .toList();
        long done = each.stream().filter(ours -> ours).count();
        return "%d %s, %d had another status by then".formatted(done, act.done(), each.size() - done);
    }

    String[] list(Selection selection) {
        Instant now = clock.instant();
        selection.limit = SHOWN;
        return selector.select(selection)
                .map(entry -> Line.of(entry).text(now) + "  "
                        + Line.plain(entry.last().note()))
                .toArray(String[]::new);
    }

    private static String given(String why) {
        if (Given.text(why).isEmpty()) {
            throw new IllegalArgumentException("why?");
        }
        return Given.text(why);
    }
}
