package desk.jmx;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;

import desk.Act;
import desk.Selection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ledger.DeliveryStatus;

/** {@code hikyaku:type=Redrive} */
@Singleton
class RedriveBean implements OperatorBeans.Redrive {

    private static final Set<DeliveryStatus> WITHOUT_SUCCESS = EnumSet.of(FAILED, DEAD, DROPPED);

    private final Acts acts;
    private final Clock clock;

    RedriveBean(Acts acts, Clock clock) {
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public String[] list(String set, String status, String since, String until) {
        return acts.list(selection(set, status, since, until));
    }

    @Override
    public String[] redrive(String mail, String recipient, String why) {
        return acts.toMail(Act.REDRIVE, WITHOUT_SUCCESS, mail, recipient, why);
    }

    @Override
    public String redriveAll(String set, String status, String since, String until, int limit, String why) {
        Selection selection = selection(set, status, since, until);
        selection.limit = limit;
        return acts.toAll(Act.REDRIVE, selection, why);
    }

    private Selection selection(String set, String status, String since, String until) {
        Selection selection = new Selection();
        selection.sets = List.of(Given.text(set));
        selection.status = Given.status(status);
        if (!WITHOUT_SUCCESS.contains(selection.status)) {
            throw new IllegalArgumentException("status is one of " + WITHOUT_SUCCESS);
        }
        selection.since = Given.time(since, Instant.EPOCH, clock);
        selection.until = Given.time(until, clock.instant(), clock);
        return selection;
    }
}
