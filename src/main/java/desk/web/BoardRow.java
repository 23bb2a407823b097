package desk.web;

import desk.SearchQuery;
import desk.SetActivity;
import desk.SetOverview;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of the board.
 *
 * @param set name of the set in links
 */
public record BoardRow(String set, SetOverview state, List<SetOverview.Column> columns, Curve curve) {

    static List<BoardRow> of(List<SetOverview> states, List<SetActivity> activities, Map<String, String> words) {
        Map<String, SetActivity> bySet =
                activities.stream().collect(Collectors.toMap(SetActivity::set, activity -> activity));
        return states.stream()
                .map(state -> new BoardRow(
                        state.set().isEmpty() ? SearchQuery.NO_SET : state.set(),
                        state,
                        state.columns(),
                        Curve.of(bySet.get(state.set()), words)))
                .toList();
    }
}
