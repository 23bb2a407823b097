package desk.jmx;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;

import desk.OperatorAction;
import desk.Selection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import ledger.DeliveryStatus;

/** {@code hikyaku:type=Redrive} */
@Singleton
class RedriveBean implements OperatorMBeans.Redrive {

    private static final Set<DeliveryStatus> WITHOUT_SUCCESS = EnumSet.of(FAILED, DEAD, DROPPED);

    private final ConsoleActions actions;
    private final Clock clock;

    RedriveBean(ConsoleActions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public String[] list(String set, String status, String since, String until) {
        return actions.list(selection(set, status, since, until, ConsoleActions.SHOWN));
    }

    @Override
    public String[] redrive(String mail, String recipient, String why) {
        return actions.toMail(OperatorAction.REDRIVE, WITHOUT_SUCCESS, mail, recipient, why);
    }

    @Override
    public String redriveAll(String set, String status, String since, String until, int limit, String why) {
        return actions.toAll(OperatorAction.REDRIVE, selection(set, status, since, until, limit), why);
    }

    private Selection selection(String set, String status, String since, String until, int limit) {
        DeliveryStatus wanted = ConsoleArguments.status(status);
        if (!WITHOUT_SUCCESS.contains(wanted)) {
            throw new IllegalArgumentException("status is one of " + WITHOUT_SUCCESS);
        }
        return Selection.of(
                ConsoleArguments.text(set),
                wanted,
                ConsoleArguments.time(since, Instant.EPOCH, clock),
                ConsoleArguments.time(until, clock.instant(), clock),
                limit);
    }
}
