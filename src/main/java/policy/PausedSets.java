package policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import ledger.records.SharedRecord;
import ledger.records.SharedRecords;
import org.jboss.logging.Logger;

/**
 * What operators have paused, for all pipelines: one record in the ledger. A process with work reads it at most every
 * {@value #FRESH_SECONDS} seconds, once for all its workers; a process without work does not read it. If the ledger
 * does not answer, the last known state stays. A process that has never read the record processes no delivery.
 */
@Singleton
public class PausedSets {

    /** Means all sets, in place of a set's name. */
    public static final String ALL = "*";

    static final int FRESH_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger("hikyaku.pauses");
    private static final String RECORD = "pauses";

    /** Maximum number of tries: more than the operators who write at the same moment. */
    private static final int TRIES = 10;

    /** How long a worker waits for another worker's read before it uses the last known state. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SharedRecords records;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<String, Pause> known;
    private volatile Instant triedAt = Instant.MIN;

    public PausedSets(SharedRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * @param set the set's name, or {@link #ALL}
     * @param by the operator's name
     * @param why the reason; no part of a mail
     */
    @RegisterForReflection
    public record Pause(String set, String by, String why, Instant since) {

        @JsonIgnore
        public boolean isOfAll() {
            return set.equals(ALL);
        }
    }

    /**
     * Pauses a set, or all sets. If it is paused already, the first operator, reason and time stay.
     *
     * @return whether this call paused the set
     */
    public boolean pause(String set, String by, String why) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return change(pauses -> pauses.putIfAbsent(set, new Pause(set, line(by), line(why), now)) == null);
    }

    /**
     * Ends the pause that an operator saw. A pause that began later stays.
     *
     * @param since the start of that pause
     * @return whether this call ended the pause
     */
    public boolean resume(String set, Instant since) {
        return change(pauses -> {
            Pause pause = pauses.get(set);
            return pause != null && pause.since().equals(since) && pauses.remove(set, pause);
        });
    }

    /** @return the pause that makes this set's deliveries wait; a few seconds old */
    public Optional<Pause> of(String set) {
        Map<String, Pause> pauses = recent();
        return Optional.ofNullable(pauses.getOrDefault(set, pauses.get(ALL)));
    }

    /** @return the pause of all sets first, then by name; a few seconds old */
    public List<Pause> all() {
        return sorted(recent());
    }

    /** @return all pauses, read now */
    public List<Pause> readAll() {
        return sorted(pauses(records.read(RECORD)));
    }

    private static List<Pause> sorted(Map<String, Pause> pauses) {
        return pauses.values().stream().sorted(Comparator.comparing(Pause::set)).toList();
    }

    private interface Change {

        /** @return whether the record was changed */
        boolean apply(Map<String, Pause> pauses);
    }

    private boolean change(Change change) {
        for (int i = 0; i < TRIES; i++) {
            SharedRecord seen = records.read(RECORD);
            Map<String, Pause> pauses = pauses(seen);
            boolean changed = change.apply(pauses);
            if (!changed || records.write(seen, fields(pauses), null)) {
                known = pauses;
                return changed;
            }
        }
        throw new IllegalStateException("other processes write the record of pauses all the time");
    }

    private Map<String, Pause> recent() {
        if (isFresh()) {
            return known();
        }
        boolean turn = false;
        try {
            turn = reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (turn && !isFresh()) {
                triedAt = clock.instant();
                known = pauses(records.read(RECORD));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            if (known == null) {
                triedAt = Instant.MIN;
                throw away;
            }
            LOG.warnf(
                    "the pauses cannot be read, the last known state stays: %s",
                    away.getClass().getSimpleName());
        } finally {
            if (turn) {
                reading.unlock();
            }
        }
        return known();
    }

    private boolean isFresh() {
        return known != null && clock.instant().isBefore(triedAt.plusSeconds(FRESH_SECONDS));
    }

    private Map<String, Pause> known() {
        Map<String, Pause> pauses = known;
        if (pauses == null) {
            throw new IllegalStateException("the ledger has not answered yet which sets are paused");
        }
        return pauses;
    }

    /** Each pause is a field: time, name and reason, each on a line. */
    private static Map<String, Pause> pauses(SharedRecord seen) {
        Map<String, Pause> pauses = new TreeMap<>();
        seen.fields().forEach((set, pause) -> {
            String[] lines = pause.split("\n", 3);
            pauses.put(set, new Pause(set, lines[1], lines[2], Instant.parse(lines[0])));
        });
        return pauses;
    }

    private static Map<String, String> fields(Map<String, Pause> pauses) {
        Map<String, String> fields = new TreeMap<>();
        pauses.forEach((set, pause) -> fields.put(set, pause.since() + "\n" + pause.by() + "\n" + pause.why()));
        return fields;
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\p{Cntrl}", " ");
    }
}
