package desk.groups;

import desk.OperatorAction;
import desk.Selection;

/**
 * One action for all deliveries of a selection.
 *
 * @param expected number of deliveries that the operator confirmed
 * @param rate maximum number of deliveries a second
 * @param by the operator's name
 * @param why reason for each timeline; no part of the mail
 */
public record BulkRequest(OperatorAction action, Selection selection, int expected, int rate, String by, String why) {

    static final int MOST_A_SECOND = 1000;

    /** @return whether the request is valid, so that only another running action can prevent its start */
    public boolean isValid() {
        return action.isAllowedIn(selection.status())
                && rate >= 1
                && rate <= MOST_A_SECOND
                && !by.isBlank()
                && !why.isBlank();
    }
}
