package desk;

import static ledger.DeliveryStatus.UNPACKED;

import archive.Unpacking;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import ledger.Content;
import ledger.Delivery;
import ledger.Entry;

/**
 * All that the ledger knows of a delivery. Where it says nothing, a field is empty.
 *
 * @param raw bucket/key of the mail
 * @param manifest bucket/key of the list of its parts, once it has been unpacked
 */
@RegisterForReflection(ignoreNested = false)
public record Story(Line delivery, String due, String task, String trace, String raw, String manifest, List<Step> timeline) {

    /** @param after the time since the one before */
    record Step(String at, String after, String status, String by, String note) {}

    static Story of(Entry entry, String partsBucket) {
        Delivery delivery = entry.delivery();
        boolean unpacked = entry.timeline().stream().map(Entry.Event::status).anyMatch(UNPACKED::equals);
        return new Story(
                Line.of(entry),
                entry.dueAt() == null ? "" : Line.time(entry.dueAt()),
                Objects.requireNonNullElse(entry.task(), ""),
                delivery.id().trace().id(),
                entry.kept().contains(Content.RAW)
                        ? delivery.raw().bucket() + "/" + delivery.raw().key()
                        : "not kept",
                unpacked && entry.kept().contains(Content.PARTS)
                        ? partsBucket + "/" + Unpacking.manifestKey(delivery)
                        : "",
                steps(entry.timeline()));
    }

    private static List<Step> steps(List<Entry.Event> timeline) {
        List<Step> steps = new ArrayList<>();
        Instant before = null;
        for (Entry.Event event : timeline) {
            String after = before == null ? "" : "+" + Span.between(before, event.at());
            steps.add(new Step(Line.time(event.at()), after, event.status().name(), event.by(), event.note()));
            before = event.at();
        }
        return steps;
    }

    public List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        String age = Span.between(Instant.parse(delivery.since()), now);
        lines.add("%s  %s for %s  attempt %d  %s/%s"
                .formatted(
                        delivery.id(), delivery.status(), age, delivery.attempt(), delivery.set(), delivery.tenant()));
        lines.add("    to     " + delivery.recipient());
        lines.add("    from   <" + delivery.sender() + ">");
        addIfKnown(lines, "    due    ", due);
        addIfKnown(lines, "    task   ", task);
        lines.add("    trace  " + trace);
        lines.add("    raw    " + raw);
        addIfKnown(lines, "    parts  ", manifest);
        timelineLines().forEach(line -> lines.add("    " + line));
        return lines.stream().map(Line::plain).toList();
    }

    public List<String> timelineLines() {
        return timeline.stream()
                .map(step -> "%s %9s  %-11s %-18s %s"
                        .formatted(step.at(), step.after(), step.status(), step.by(), step.note()))
                .map(line -> Line.plain(line.stripTrailing()))
                .toList();
    }

    private static void addIfKnown(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name + value);
        }
    }
}
