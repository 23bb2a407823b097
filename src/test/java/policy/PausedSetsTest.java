package policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ledger.records.InMemorySharedRecords;
import ledger.records.SharedRecord;
import ledger.records.SharedRecords;
import local.SettableClock;
import org.junit.jupiter.api.Test;
import policy.PausedSets.Pause;

/** Two processes share one ledger, which the test can make unavailable. */
class PausedSetsTest {

    private final SettableClock clock = new SettableClock();
    private final Ledger records = new Ledger();
    private final PausedSets ours = new PausedSets(records, clock);
    private final PausedSets theirs = new PausedSets(records, clock);

    @Test
    void aSetIsPausedForAllProcessesUntilAnOperatorResumesIt() {
        Instant since = clock.instant();
        assertThat(theirs.of("demo")).isEmpty();

        assertThat(ours.pause("demo", "mika", "its database is down")).isTrue();
        assertThat(ours.of("demo")).isPresent();
        clock.advance(Duration.ofSeconds(PausedSets.FRESH_SECONDS));
        assertThat(theirs.of("demo")).contains(new Pause("demo", "mika", "its database is down", since));
        assertThat(theirs.of("other")).isEmpty();

        assertThat(theirs.resume("demo", since)).isTrue();
        clock.advance(Duration.ofSeconds(PausedSets.FRESH_SECONDS));
        assertThat(ours.of("demo")).isEmpty();
    }

    @Test
    void aProcessThatStartsLaterKnowsThePause() {
        ours.pause(PausedSets.ALL, "mika", "moving");

        assertThat(new PausedSets(records, clock).of("any")).map(Pause::by).contains("mika");
    }

    @Test
    void aSetThatIsPausedItselfStaysPausedWhenAllAreResumed() {
        ours.pause(PausedSets.ALL, "mika", "moving");
        ours.pause("demo", "jun", "its database is down");
        assertThat(ours.of("demo")).map(Pause::by).contains("jun");

        ours.resume(PausedSets.ALL, clock.instant());

        assertThat(ours.of("demo")).map(Pause::by).contains("jun");
        assertThat(ours.of("other")).isEmpty();
    }

    @Test
    void theFirstOfTwoOperatorsIsNamedAndALateResumeDoesNotEndALaterPause() {
        Instant first = clock.instant();
        assertThat(ours.pause("demo", "mika", "one")).isTrue();
        assertThat(theirs.pause("demo", "jun", "other")).isFalse();
        assertThat(theirs.readAll()).extracting(Pause::by).containsExactly("mika");

        ours.resume("demo", first);
        clock.advance(Duration.ofMinutes(1));
        ours.pause("demo", "mika", "again");

        assertThat(theirs.resume("demo", first)).isFalse();
        assertThat(theirs.readAll()).extracting(Pause::why).containsExactly("again");
    }

    @Test
    void operatorsWhoPauseSeveralSetsAtTheSameMomentLoseNoneOfThem() {
        List<String> sets = IntStream.range(0, 8).mapToObj(i -> "set-" + i).toList();

        sets.parallelStream().forEach(set -> new PausedSets(records, clock).pause(set, "mika", "why"));

        assertThat(ours.readAll()).extracting(Pause::set).containsExactlyElementsOf(sets);
    }

    @Test
    void aThousandDeliveriesInFiveSecondsCostOneRead() {
        for (int i = 0; i < 1000; i++) {
            ours.of("demo");
        }
        assertThat(records.reads).isEqualTo(1);

        clock.advance(Duration.ofSeconds(PausedSets.FRESH_SECONDS));
        ours.of("demo");
        assertThat(records.reads).isEqualTo(2);
    }

    @Test
    void whatWasKnownLastStaysWhileTheLedgerIsAwayAndCostsNoMoreCalls() {
        ours.pause("demo", "mika", "why");
        ours.of("demo");
        records.away = true;
        clock.advance(Duration.ofHours(1));
        int before = records.reads;

        assertThat(ours.of("demo")).isPresent();
        assertThat(ours.of("other")).isEmpty();
        assertThat(records.reads - before).isEqualTo(1);
    }

    @Test
    void aProcessThatHasNeverReadThePausesLetsNothingPass() {
        ours.pause("demo", "mika", "why");
        records.away = true;

        assertThatThrownBy(() -> theirs.of("other")).hasMessage("away");
        records.away = false;
        assertThat(theirs.of("demo")).isPresent();
    }

    private static final class Ledger implements SharedRecords {

        private final InMemorySharedRecords records = new InMemorySharedRecords();
        private int reads;
        private boolean away;

        @Override
        public SharedRecord read(String name) {
            reads++;
            if (away) {
                throw new IllegalStateException("away");
            }
            return records.read(name);
        }

        @Override
        public boolean write(SharedRecord seen, Map<String, String> fields, Instant until) {
            return records.write(seen, fields, until);
        }
    }
}
