package desk;

import desk.access.AuditLog;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.OperatorLedger;

/**
 * The only place that decides whether an operator's action is allowed, for the pages, the API, JMX and the command
 * line. An action is one conditional write in the ledger and one line in the audit log.
 */
@ApplicationScoped
@Unremovable
public class OperatorActions {

    private final OperatorLedger reopening;

    public OperatorActions(OperatorLedger reopening) {
        this.reopening = reopening;
    }

    /** The result of an action. */
    public sealed interface Result {

        default boolean isDone() {
            return this instanceof Done;
        }
    }

    /** The ledger has the action in the delivery's timeline. */
    public record Done() implements Result {}

    /** Nothing was changed: the delivery has another status now, or its mail is not kept any more. */
    public record Changed() implements Result {}

    /**
     * Nothing was changed, and the same request will never be allowed.
     *
     * @param reason what is wrong with the request, for the operator
     */
    public record NotAllowed(String reason) implements Result {}

    /**
     * @param entry the delivery as last read
     * @param seen the status that the operator saw; if the delivery has another one, nothing is changed
     * @param by the operator's name
     * @param why reason for the timeline, never for the log; no part of the mail
     */
    public Result apply(OperatorAction action, Entry entry, DeliveryStatus seen, String by, String why) {
        if (!action.isAllowedIn(seen)) {
            return new NotAllowed("what is " + seen + " is not " + action.done());
        }
        if (by == null || by.isBlank() || why == null || why.isBlank()) {
            return new NotAllowed(action.lowerCaseName() + " needs a name and a reason");
        }
        DeliveryId id = entry.claim().id();
        if (entry.status() == seen && write(action, id, seen, by, why.strip())) {
            AuditLog.allowed(by, action.lowerCaseName(), id.toString());
            return new Done();
        }
        AuditLog.refused(by, action.lowerCaseName(), id.toString());
        return new Changed();
    }

    private boolean write(OperatorAction action, DeliveryId id, DeliveryStatus seen, String by, String why) {
        return action == OperatorAction.DROP ? reopening.drop(id, seen, by, why) : reopening.reopen(id, seen, by, why);
    }
}
