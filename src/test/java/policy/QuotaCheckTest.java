package policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Quotas;
import ledger.records.InMemorySharedRecords;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import policy.QuotaCheck.Wait;
import settings.Settings;

class QuotaCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final SettableClock clock = new SettableClock();
    private final Asked quotas = new Asked();
    private final PausedSets paused = new PausedSets(new InMemorySharedRecords(), clock);

    @BeforeEach
    void morningInTokyo() {
        clock.advance(Duration.between(clock.instant(), NOW));
    }

    @Test
    void aMailOfASetWithoutLimitsIsHandedOverAndNobodyIsAsked() {
        assertThat(limits(Map.of()).take(delivery())).isEmpty();
        assertThat(quotas.questions).isEmpty();
    }

    @Test
    void aMailOfAPausedSetWaitsForOneToTwoMinutesAndTakesNoPlace() {
        paused.pause("demo", "mika", "its database is down");

        Wait wait =
                limits(Map.of("at-once", "1", "per-day", "1")).take(delivery()).orElseThrow();

        assertThat(wait.why()).isEqualTo("waits: the set is paused");
        assertThat(wait.time()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(quotas.questions).isEmpty();
    }

    @Test
    void theLongerAPauseLastsTheMoreSeldomAMailAsksAndNeverMoreSeldomThanEveryTenMinutes() {
        paused.pause(PausedSets.ALL, "mika", "moving");
        clock.advance(Duration.ofMinutes(12));
        Wait later = limits(Map.of()).take(delivery()).orElseThrow();
        clock.advance(Duration.ofDays(1));
        Wait latest = limits(Map.of()).take(delivery()).orElseThrow();

        assertThat(later.why()).isEqualTo("waits: all sets are paused");
        assertThat(later.time()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
        assertThat(latest.time()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @Test
    void howOftenAMailAsksForTheEndOfAPauseIsASetting() {
        paused.pause("demo", "mika", "its database is down");
        QuotaCheck often = limits(Map.of(), Map.of("hikyaku.pause-check-every", "PT2S"));
        QuotaCheck seldom = limits(Map.of(), Map.of("hikyaku.pause-check-every", "PT30M"));

        Wait first = often.take(delivery()).orElseThrow();
        clock.advance(Duration.ofMinutes(12));
        Wait later = often.take(delivery()).orElseThrow();
        Wait rare = seldom.take(delivery()).orElseThrow();

        assertThat(first.time()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(later.time()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
        assertThat(rare.time()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(60));
    }

    @Test
    void aMailWithRoomTakesItsPlacesBeforeItIsCounted() {
        QuotaCheck limits =
                limits(Map.of("at-once", "3", "tenant-at-once", "2", "tenant-per-day", "20", "per-day", "30"));

        assertThat(limits.take(delivery())).isEmpty();
        assertThat(quotas.questions)
                .containsExactly(
                        "place demo 3",
                        "place demo/ne-001 2",
                        "day demo/ne-001 2026-11-30 20",
                        "day demo 2026-11-30 30");
    }

    @Test
    void aMailWaitsForAPlaceOfItsSet() {
        quotas.full.add("place demo");

        Wait wait = limits(Map.of("at-once", "3")).take(delivery()).orElseThrow();

        assertThat(wait.why()).isEqualTo("waits: all slots of the set are taken");
        assertThat(wait.time()).isBetween(AGAIN, AGAIN.multipliedBy(2));
    }

    @Test
    void aMailWaitsForAPlaceOfItsTenant() {
        quotas.full.add("place demo/ne-001");

        Wait wait = limits(Map.of("tenant-at-once", "2", "per-day", "30"))
                .take(delivery())
                .orElseThrow();

        assertThat(wait.why()).isEqualTo("waits: all slots of the tenant are taken");
        assertThat(wait.time()).isBetween(AGAIN, AGAIN.multipliedBy(2));
        assertThat(quotas.questions).as("a mail that waits is not counted").containsExactly("place demo/ne-001 2");
    }

    @Test
    void mailsThatWaitForTheSamePlaceDoNotAllComeBackAtOnce() {
        quotas.full.add("place demo");
        QuotaCheck limits = limits(Map.of("at-once", "3"));
        Set<Duration> times = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            times.add(limits.take(delivery()).orElseThrow().time());
        }

        assertThat(times).hasSizeGreaterThan(1);
    }

    @Test
    void aMailBeyondItsTenantsDayWaitsUntilMidnight() {
        quotas.full.add("day demo/ne-001");

        Wait wait = limits(Map.of("tenant-per-day", "20", "per-day", "30"))
                .take(delivery())
                .orElseThrow();

        assertThat(wait.why()).isEqualTo("waits: the tenant's daily quota is used up");
        assertThat(wait.time())
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plus(AGAIN));
        assertThat(quotas.questions)
                .as("one tenant's mails do not count for others")
                .containsExactly("day demo/ne-001 2026-11-30 20");
    }

    @Test
    void theDayEndsWhereTheSetIs() {
        quotas.full.add("day demo");

        Wait wait = limits(Map.of("per-day", "30", "zone", "Asia/Tokyo"))
                .take(delivery())
                .orElseThrow();

        assertThat(wait.why()).isEqualTo("waits: the set's daily quota is used up");
        assertThat(wait.time())
                .as("in Tokyo it is 07:00 of the next day")
                .isBetween(Duration.ofHours(17), Duration.ofHours(17).plus(AGAIN));
        assertThat(quotas.questions).containsExactly("day demo 2026-12-01 30");
    }

    @Test
    void placesOfASetThatHasCouriersAreRefusedAtTheStart() {
        for (String limit : List.of("at-once", "tenant-at-once")) {
            assertThatThrownBy(() -> limits("courier", Map.of(limit, "3")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("set demo has couriers")
                    .hasMessageContaining("couriers.at-most");
        }
        assertThat(limits("courier", Map.of("per-day", "30")).take(delivery())).isEmpty();
    }

    private QuotaCheck limits(Map<String, String> limits) {
        return limits("task", limits);
    }

    private QuotaCheck limits(String handOver, Map<String, String> limits) {
        return limits(limits, Map.of("hikyaku.sets.demo.hand-over", handOver));
    }

    private QuotaCheck limits(Map<String, String> limits, Map<String, String> others) {
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.demo.domains", "shop.example",
                "hikyaku.sets.demo.aliases", "demo/aliases",
                "hikyaku.sets.demo.cluster", "demo",
                "hikyaku.sets.demo.task-definition", "demo",
                "hikyaku.sets.demo.couriers.queue", "http://127.0.0.1:1/work.fifo"));
        set.putAll(others);
        limits.forEach((name, value) -> set.put("hikyaku.sets.demo.limits." + name, value));
        Settings settings = Configuration.with(set);
        return new QuotaCheck(quotas, paused, settings, clock);
    }

    private static Delivery delivery() {
        DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
        return Delivery.of(id, "order@market.example", NOW, new RawMail("raw", "raw/1"))
                .in("demo", "ne-001");
    }

    /** Records its calls, and has free slots except in the scopes that a test marks as full. */
    private static final class Asked implements Quotas {

        private final List<String> questions = new ArrayList<>();
        private final Set<String> full = new HashSet<>();

        @Override
        public boolean enter(String scope, int places, DeliveryId id) {
            questions.add("place " + scope + " " + places);
            return !full.contains("place " + scope);
        }

        @Override
        public boolean count(String scope, LocalDate day, int atMost) {
            questions.add("day " + scope + " " + day + " " + atMost);
            return !full.contains("day " + scope);
        }
    }
}
