package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import settings.Settings;

/**
 * Thousands of random schedules break no promise. If a condition is removed from the ledger's writes, the same
 * schedules break a promise. Repeat a schedule with {@code -Dsimulation.seed}; run more with {@code
 * -Dsimulation.schedules}.
 */
class SimulationTest {

    private static final long SEED = Long.getLong("simulation.seed", 1);
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 20000);
    private static final Settings SETTINGS = Configuration.with(Map.of("hikyaku.lease", "PT1M"));

    @Test
    void noScheduleLosesADeliveryOrRunsAnAttemptTwice() {
        Map<String, Integer> counts = new TreeMap<>();
        for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
            try {
                new Simulation(seed, EnumSet.allOf(InMemoryLedger.Condition.class), SETTINGS)
                        .run()
                        .forEach((what, count) -> counts.merge(what, count, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("simulation.seed=" + seed, e);
            }
        }
        System.out.printf("simulation: seeds %d to %d, %s%n", SEED, SEED + SCHEDULES - 1, counts);
        assertThat(counts)
                .containsKeys(
                        "killed",
                        "throttled",
                        "claim lost",
                        "claimed elsewhere",
                        "duplicate",
                        "no place",
                        "DONE",
                        "DEAD");
    }

    @ParameterizedTest
    @EnumSource
    void aConditionThatIsTakenOutIsMissed(InMemoryLedger.Condition missing) {
        EnumSet<InMemoryLedger.Condition> rest = EnumSet.complementOf(EnumSet.of(missing));

        Optional<String> violation = Optional.empty();
        long seed = SEED;
        for (; violation.isEmpty() && seed < SEED + SCHEDULES; seed++) {
            try {
                new Simulation(seed, rest, SETTINGS).run();
            } catch (Simulation.Violation | IllegalStateException found) {
                violation = Optional.of(found.getMessage());
            }
        }

        System.out.printf(
                "simulation without %s: after %d schedules %s%n", missing, seed - SEED, violation.orElse("nothing"));
        assertThat(violation).isPresent();
    }
}
