package desk;

import desk.DeliveryDetails.DeliveryEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery as lines of text, for terminals and consoles. It contains addresses: only for operators, and never for a
 * log.
 */
public final class DeliveryText {

    private DeliveryText() {}

    /** The delivery in one line of a list. */
    public static String line(DeliveryDetails delivery, Instant now) {
        return plain("%s  %-11s %6s  attempt %d  %s/%s  to %s  from <%s>  %s"
                .formatted(
                        time(delivery.receivedAt()),
                        delivery.status(),
                        ShortDuration.between(delivery.since(), now),
                        delivery.attempt(),
                        delivery.set(),
                        delivery.tenant(),
                        delivery.recipient(),
                        delivery.sender(),
                        delivery.id()));
    }

    /** All fields of the delivery, one per line, and its timeline. */
    public static List<String> lines(DeliveryDetails delivery, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s for %s  attempt %d  %s/%s"
                .formatted(
                        delivery.id(),
                        delivery.status(),
                        ShortDuration.between(delivery.since(), now),
                        delivery.attempt(),
                        delivery.set(),
                        delivery.tenant()));
        DeliverySummary summary = delivery.summary();
        lines.add("    %s %s %s".formatted(summary.happened(), summary.next(), summary.remedy()));
        lines.add("    to     " + delivery.recipient());
        lines.add("    from   <" + delivery.sender() + ">");
        addIfKnown(lines, "    due    ", delivery.dueAt() == null ? null : time(delivery.dueAt()));
        addIfKnown(lines, "    task   ", delivery.task());
        lines.add("    trace  " + delivery.trace());
        lines.add("    raw    " + (delivery.raw() == null ? "not kept" : delivery.raw()));
        addIfKnown(lines, "    parts  ", delivery.manifest());
        timeline(delivery).forEach(line -> lines.add("    " + line));
        return lines.stream().map(DeliveryText::plain).toList();
    }

    /** Each event with the time since the previous one. */
    public static List<String> timeline(DeliveryDetails delivery) {
        List<String> lines = new ArrayList<>();
        Instant before = null;
        for (DeliveryEvent event : delivery.timeline()) {
            String after = before == null ? "" : "+" + ShortDuration.between(before, event.at());
            String line = "%s %9s  %-11s %-18s %s"
                    .formatted(time(event.at()), after, event.status(), event.by(), event.note());
            lines.add(plain(line.stripTrailing()));
            before = event.at();
        }
        return lines;
    }

    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** @return the text without control characters: text from a sender or a program must not control a terminal */
    public static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static void addIfKnown(List<String> lines, String name, String value) {
        if (value != null) {
            lines.add(name + value);
        }
    }
}
