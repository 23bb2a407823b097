package courier;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import work.Transitions;
import work.Work;

/**
 * When the process ends, tries once more to write the outcomes that it still keeps; there is no time for further tries.
 */
@ApplicationScoped
public class LastWrites {

    private static final Logger LOG = Logger.getLogger("hikyaku.courier");

    private final UnwrittenOutcomes outcomes;
    private final Transitions transitions;

    public LastWrites(UnwrittenOutcomes outcomes, Transitions transitions) {
        this.outcomes = outcomes;
        this.transitions = transitions;
    }

    /** If one write fails, the others are still tried. */
    public void writeAll() {
        outcomes.orders().forEach(order -> outcomes.take(order).ifPresent(kept -> write(order, kept)));
    }

    private void write(WorkOrder order, UnwrittenOutcomes.Unwritten kept) {
        try {
            CommandOutcome outcome = kept.outcome();
            transitions.move(Work.on(kept.claim()), outcome.status(), outcome.note());
        } catch (RuntimeException e) {
            LOG.errorf(
                    "%s: outcome lost: attempt %d, %s",
                    order.id(), order.attempt(), e.getClass().getSimpleName());
        }
    }
}
