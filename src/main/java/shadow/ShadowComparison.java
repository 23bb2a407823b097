package shadow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.Entry;
import policy.ShadowMode;

/**
 * What shadow mode and the old mail server have in common, and where they differ. It names lines of the log and
 * deliveries, and no address.
 */
public final class ShadowComparison {

    private enum Outcome {
        SAME("would have been handed over here too"),
        FAILED_THERE("would have been handed over here too; the program failed there"),
        STOPPED_HERE("ended differently here"),
        MISSING_HERE("are not known here"),
        MISSING_THERE("would have been handed over here, but are not in the log");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private final Map<Outcome, Integer> counts = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    public ShadowComparison() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
    }

    /** @param known deliveries of a mail with this message id, of any recipient */
    public void ran(OldServerLog.LoggedRun run, List<Entry> known) {
        compared.add(key(run.messageId(), run.recipient()));
        Optional<Entry> here = known.stream()
                .filter(entry -> entry.delivery().id().address().equals(run.recipient()))
                .findFirst();
        if (here.isEmpty()) {
            count(Outcome.MISSING_HERE, "line " + run.line() + ": exit " + run.exitCode() + " there, not known here");
        } else if (!ShadowMode.ended(here.get())) {
            Entry entry = here.get();
            count(
                    Outcome.STOPPED_HERE,
                    "line %d: exit %d there, %s here (%s): %s"
                            .formatted(
                                    run.line(),
                                    run.exitCode(),
                                    entry.status(),
                                    entry.last().note(),
                                    entry.claim().id()));
        } else {
            counts.merge(run.exitCode() == 0 ? Outcome.SAME : Outcome.FAILED_THERE, 1, Integer::sum);
        }
    }

    /** @param entry a delivery of the set, received in the time that the log covers */
    public void shadowed(Entry entry) {
        boolean known = compared.contains(
                key(entry.delivery().messageId(), entry.delivery().id().address()));
        if (ShadowMode.ended(entry) && !known) {
            count(
                    Outcome.MISSING_THERE,
                    "not in the log: %s, for %s"
                            .formatted(entry.claim().id(), entry.delivery().tenant()));
        }
    }

    public boolean isSame() {
        return differences.isEmpty();
    }

    /** @return number of differences by kind */
    public Map<String, Integer> counts() {
        Map<String, Integer> byWords = new LinkedHashMap<>();
        counts.forEach((outcome, count) -> byWords.put(outcome.words, count));
        return byWords;
    }

    public List<String> differences() {
        return List.copyOf(differences);
    }

    private void count(Outcome outcome, String difference) {
        counts.merge(outcome, 1, Integer::sum);
        differences.add(difference);
    }

    private static String key(String messageId, String recipient) {
        return messageId + " " + recipient;
    }
}
