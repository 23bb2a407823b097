package desk;

import desk.access.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import ledger.Entry;
import ledger.Reopening;

/** Where every word of an operator passes, from whatever door: done as one conditional write, and told to the audit log. */
@ApplicationScoped
public class Operators {

    private final Reopening reopening;

    public Operators(Reopening reopening) {
        this.reopening = reopening;
    }

    /**
     * @param seen as the operator saw it: should its status be another one by now, nothing is done
     * @param by who
     * @param why nothing out of the mail; for the timeline, and not for the log
     * @return whether it was done
     * @throws IllegalArgumentException if the act does not lead out of this status, or nobody or nothing is named
     */
    public boolean perform(Act act, Entry seen, String by, String why) {
        if (!act.from().contains(seen.status())) {
            throw new IllegalArgumentException("what is " + seen.status() + " is not " + act.done());
        }
        boolean done = act.perform(reopening, seen.claim().id(), seen.status(), by, why);
        String operation = act.name().toLowerCase(Locale.ROOT);
        if (done) {
            Audit.allowed(by, operation, seen.claim().id().toString());
        } else {
            Audit.refused(by, operation, seen.claim().id().toString());
        }
        return done;
    }
}
