package desk.jmx;

import desk.DeliveryReader;
import desk.DeliveryText;
import desk.OperatorAction;
import desk.OperatorActions;
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

/** Actions of a console's user on one mail or on a selection. Each answer says what was done. */
@ApplicationScoped
class ConsoleActions {

    /** Maximum size of a selection: larger ones take long, and only the command line can be interrupted. */
    static final int MOST = 1000;

    static final int SHOWN = 100;

    private final Deliveries deliveries;
    private final DeliveryReader reader;
    private final Selector selector;
    private final OperatorActions actions;
    private final CurrentUser user;
    private final Clock clock;

    ConsoleActions(
            Deliveries deliveries,
            DeliveryReader reader,
            Selector selector,
            OperatorActions actions,
            CurrentUser user,
            Clock clock) {
        this.deliveries = deliveries;
        this.reader = reader;
        this.selector = selector;
        this.actions = actions;
        this.user = user;
        this.clock = clock;
    }

    /** @param from statuses for which the console offers the action; deliveries with another status are not changed */
    String[] toMail(OperatorAction action, Set<DeliveryStatus> from, String mail, String recipient, String why) {
        String address = ConsoleArguments.text(recipient);
        List<Entry> meant = deliveries.ofMail(ConsoleArguments.text(mail)).stream()
                .filter(entry -> address.isEmpty()
                        || address.equalsIgnoreCase(entry.claim().id().address())
                        || address.equalsIgnoreCase(entry.claim().id().recipient()))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("the ledger does not know this mail, or it has no such recipient");
        }
        String reason = ConsoleArguments.reason(why);
        return meant.stream()
                .map(entry -> entry.claim().id() + " " + apply(action, from, entry, reason))
                .toArray(String[]::new);
    }

    private String apply(OperatorAction action, Set<DeliveryStatus> from, Entry entry, String why) {
        if (!from.contains(entry.status())) {
            return "is " + entry.status() + ": not " + action.done();
        }
        return actions.apply(action, entry, entry.status(), user.name(), why).isDone()
                ? action.done()
                : "has another status now: not " + action.done();
    }

    String toAll(OperatorAction action, Selection selection, String why) {
        ConsoleArguments.limit(selection.limit(), MOST);
        String reason = ConsoleArguments.reason(why);
        String by = user.name();
        List<Boolean> each = selector.select(selection)
                .map(entry -> actions.apply(action, entry, selection.status(), by, reason)
                        .isDone())
                .toList();
        long done = each.stream().filter(isDone -> isDone).count();
        return "%d %s, %d had another status by then".formatted(done, action.done(), each.size() - done);
    }

    String[] list(Selection selection) {
        Instant now = clock.instant();
        return selector.select(selection)
                .map(reader::details)
                .map(delivery -> DeliveryText.line(delivery, now) + "  " + DeliveryText.plain(delivery.note()))
                .toArray(String[]::new);
    }
}
