package desk.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import watch.FiringAlarm;

/**
 * An alarm on the board, with its entry of the runbook.
 *
 * @param id the alarm's id in the page
 * @param about the series' labels in one line; empty if there are none
 * @param todo what to do, in paragraphs
 */
public record AlarmView(FiringAlarm alarm, String id, String about, List<List<Runbook.Piece>> todo) {

    static List<AlarmView> of(List<FiringAlarm> firing, Map<String, String> words) {
        return firing.stream()
                .map(alarm -> new AlarmView(
                        alarm,
                        "alarm-" + Integer.toHexString((alarm.name() + alarm.labels()).hashCode()),
                        alarm.labels().entrySet().stream()
                                .filter(label -> !label.getValue().isEmpty())
                                .sorted(Map.Entry.comparingByKey())
                                .map(label -> words.getOrDefault("alarms.of." + label.getKey(), label.getKey()) + " "
                                        + label.getValue())
                                .collect(Collectors.joining(words.get("comma"))),
                        Runbook.entry(alarm.name(), words)))
                .toList();
    }
}
