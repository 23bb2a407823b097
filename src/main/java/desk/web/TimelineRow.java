package desk.web;

import desk.DeliveryDetails.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of a timeline, or equal events in a row.
 *
 * @param event the first of the equal events
 * @param last time of the last one
 */
public record TimelineRow(DeliveryEvent event, Instant last, int times) {

    static List<TimelineRow> of(List<DeliveryEvent> timeline) {
        List<TimelineRow> rows = new ArrayList<>();
        for (DeliveryEvent event : timeline) {
            TimelineRow before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (before != null && before.isOf(event)) {
                rows.set(rows.size() - 1, new TimelineRow(before.event, event.at(), before.times + 1));
            } else {
                rows.add(new TimelineRow(event, event.at(), 1));
            }
        }
        return rows;
    }

    private boolean isOf(DeliveryEvent other) {
        return event.status().equals(other.status())
                && event.by().equals(other.by())
                && event.note().equals(other.note());
    }

    public boolean isRepeated() {
        return times > 1;
    }
}
