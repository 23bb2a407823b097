package desk.jmx;

import static ledger.DeliveryStatus.HELD;

import desk.OperatorAction;
import desk.Selection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;

/** {@code hikyaku:type=Hold} */
@Singleton
class HoldBean implements OperatorMBeans.Hold {

    private final ConsoleActions actions;
    private final Clock clock;

    HoldBean(ConsoleActions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public String[] list(String set, String note) {
        return actions.list(held(set, note, ConsoleActions.SHOWN));
    }

    @Override
    public String[] release(String mail, String recipient, String why) {
        return actions.toMail(OperatorAction.RELEASE, EnumSet.of(HELD), mail, recipient, why);
    }

    @Override
    public String[] drop(String mail, String recipient, String why) {
        return actions.toMail(OperatorAction.DROP, EnumSet.copyOf(OperatorAction.DROP.from()), mail, recipient, why);
    }

    @Override
    public String releaseAll(String set, String note, int limit, String why) {
        return actions.toAll(OperatorAction.RELEASE, held(set, note, limit), why);
    }

    private Selection held(String set, String note, int limit) {
        return Selection.of(ConsoleArguments.text(set), HELD, Instant.EPOCH, clock.instant(), limit)
                .withNote(ConsoleArguments.text(note));
    }
}
