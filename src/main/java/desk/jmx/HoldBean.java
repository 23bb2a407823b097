package desk.jmx;

import static ledger.DeliveryStatus.HELD;

import desk.Act;
import desk.Selection;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;

/** {@code hikyaku:type=Hold} */
@Singleton
class HoldBean implements OperatorBeans.Hold {

    private final Acts acts;

    HoldBean(Acts acts) {
        this.acts = acts;
    }

    @Override
    public String[] list(String set, String note) {
        return acts.list(held(set, note));
    }

    @Override
    public String[] release(String mail, String recipient, String why) {
        return acts.toMail(Act.RELEASE, EnumSet.of(HELD), mail, recipient, why);
    }

    @Override
    public String[] drop(String mail, String recipient, String why) {
        return acts.toMail(Act.DROP, EnumSet.copyOf(Act.DROP.from()), mail, recipient, why);
    }

    @Override
    public String releaseAll(String set, String note, int limit, String why) {
        Selection selection = held(set, note);
        selection.limit = limit;
        return acts.toAll(Act.RELEASE, selection, why);
    }

    private static Selection held(String set, String note) {
        Selection selection = new Selection();
        selection.sets = List.of(Given.text(set));
        selection.status = HELD;
        selection.note = Given.text(note);
        return selection;
    }
}
