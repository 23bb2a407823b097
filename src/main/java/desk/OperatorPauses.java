package desk;

import desk.access.AuditLog;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import policy.PausedSets;
import policy.PausedSets.Pause;
import settings.Settings;

/**
 * Pauses and resumes sets for all pipelines, for the pages, the API, JMX and the command line; each is in the audit
 * log.
 */
@ApplicationScoped
@Unremovable
public class OperatorPauses {

    private static final int LONGEST_REASON = 200;

    private final PausedSets pauses;
    private final Settings settings;

    public OperatorPauses(PausedSets pauses, Settings settings) {
        this.pauses = pauses;
        this.settings = settings;
    }

    /**
     * @return the pauses, read from the ledger now: first that of all sets ({@link PausedSets#ALL}), then the others by
     *     name
     */
    public List<Pause> all() {
        return pauses.readAll();
    }

    /**
     * @param set a set of the settings, or {@link PausedSets#ALL}
     * @return whether this call paused the set; false if it was paused before, and then nothing changes
     * @throws InvalidRequest without a reason, or for an unknown set
     */
    public boolean pause(String set, String by, String why) {
        check(set);
        if (by.isBlank() || why.isBlank() || why.length() > LONGEST_REASON) {
            throw new InvalidRequest(
                    "pause needs a name and a reason of at most %d characters".formatted(LONGEST_REASON));
        }
        boolean isNew = pauses.pause(set, by, why);
        AuditLog.allowed(by, isNew ? "pause-set" : "pause-set-again", set);
        return isNew;
    }

    /**
     * @param since the start of the pause that the operator saw; a later pause stays
     * @return whether this call ended the pause
     */
    public boolean resume(String set, Instant since, String by) {
        boolean ended = pauses.resume(set, since);
        AuditLog.allowed(by, ended ? "resume-set" : "resume-set-again", set);
        return ended;
    }

    /** Ends the current pause, even of a set that the settings no longer have. */
    public boolean resume(String set, String by) {
        return all().stream()
                .filter(pause -> pause.set().equals(set))
                .map(pause -> resume(set, pause.since(), by))
                .findFirst()
                .orElse(false);
    }

    private void check(String set) {
        if (!set.equals(PausedSets.ALL) && !settings.sets().containsKey(set)) {
            throw new InvalidRequest("there is no set %s: the settings have %s (hikyaku.sets.NAME)"
                    .formatted(
                            DeliveryText.plain(set),
                            String.join(", ", settings.sets().keySet())));
        }
    }

    /** A pause in one line, for terminals and consoles. */
    public static String line(Pause pause) {
        return DeliveryText.plain("%s  %s  by %s: %s"
                .formatted(
                        pause.isOfAll() ? "all sets" : pause.set(),
                        DeliveryText.time(pause.since()),
                        pause.by(),
                        pause.why()));
    }
}
