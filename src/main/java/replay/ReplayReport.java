package replay;

import addresses.Destination;
import addresses.Lookup;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import json.Json;

/** The result of a replay: counts, and the positions of mails that an operator must check. */
public final class ReplayReport {

    /** Why a mail was not sent. */
    public enum Gap {
        NO_RECIPIENT("no recipient"),
        TOO_LARGE("too large"),
        UNREADABLE("unreadable"),
        NOT_DECRYPTED("not decrypted"),
        NO_DATE("no date");

        private final String words;

        Gap(String words) {
            this.words = words;
        }
    }

    /** A mail's position, and its problem. */
    @RegisterForReflection
    record Note(String position, String why) {}

    private int sent;
    private int known;
    private int otherTime;
    private final Map<String, Integer> deliveries = new TreeMap<>();
    private final List<Note> held = new ArrayList<>();
    private final List<Note> leftOut = new ArrayList<>();
    private final List<Note> passedOver = new ArrayList<>();

    /** @param lookups the lookups of the mail's recipients */
    public void sent(String position, List<Lookup> lookups) {
        sent++;
        for (Lookup lookup : lookups) {
            lookup.destinations().forEach(found -> deliveries.merge(name(found), 1, Integer::sum));
            if (lookup.destinations().isEmpty()) {
                held.add(new Note(position, String.join("; ", lookup.obstacles())));
            }
        }
    }

    private static String name(Destination found) {
        return found.set() + "/" + found.tenant();
    }

    public void known() {
        known++;
    }

    public void ofAnotherTime() {
        otherTime++;
    }

    /** Notes a message with the folder's own data, which is no mail and therefore not missing. */
    public void folderData(String position) {
        passedOver.add(new Note(position, "the folder's own data"));
    }

    public void leftOut(String position, Gap gap) {
        leftOut.add(new Note(position, gap.words));
    }

    public int read() {
        return sent + known + otherTime + leftOut.size() + passedOver.size();
    }

    public int sent() {
        return sent;
    }

    public boolean hasGaps() {
        return !leftOut.isEmpty();
    }

    public boolean hasHeld() {
        return !held.isEmpty();
    }

    /** @param dryRun whether "sent" means "would be sent" */
    public String text(boolean dryRun) {
        StringBuilder text = new StringBuilder();
        String be = dryRun ? "would be " : "";
        counts(be).forEach((what, count) -> text.append("%-20s %d%n".formatted(what, count)));
        deliveries.forEach((where, count) -> text.append("to %-17s %d%n".formatted(where, count)));
        held.forEach(note -> text.append("%sheld: %s (%s)%n".formatted(be, note.position(), note.why())));
        leftOut.forEach(note -> text.append("left out: %s (%s)%n".formatted(note.position(), note.why())));
        passedOver.forEach(note -> text.append("passed over: %s (%s)%n".formatted(note.position(), note.why())));
        return text.toString();
    }

    private Map<String, Long> counts(String be) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(be + "sent", (long) sent);
        counts.put("known", (long) known);
        for (Gap gap : Gap.values()) {
            counts.put(
                    gap.words,
                    leftOut.stream()
                            .filter(note -> note.why().equals(gap.words))
                            .count());
        }
        counts.put("of another time", (long) otherTime);
        return counts;
    }

    /** @param complete whether the report covers the whole mailbox, or as much as was requested */
    public String json(boolean dryRun, boolean complete) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("dryRun", dryRun);
        report.put("complete", complete);
        report.put("sent", sent);
        report.put("known", known);
        report.put("ofAnotherTime", otherTime);
        report.put("deliveries", deliveries);
        report.put("held", held);
        report.put("leftOut", leftOut);
        report.put("passedOver", passedOver);
        try {
            return Json.mapper().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and strings are JSON", e);
        }
    }
}
