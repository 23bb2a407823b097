package policy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ledger.Delivery;
import ledger.Quotas;
import policy.PausedSets.Pause;
import settings.HandOverMode;
import settings.MailSet;
import settings.SetLimits;
import settings.Settings;

/** Checks whether a delivery's set and tenant have a free slot now. A delivery without a slot waits. */
@Singleton
public class QuotaCheck {

    /**
     * Limits how long a delivery still waits after the end of a long pause: at most twice this, or twice
     * hikyaku.pause-check-every if that is longer.
     */
    private static final Duration PAUSED_LONG = Duration.ofMinutes(5);

    private final Quotas quotas;
    private final PausedSets paused;
    private final Settings settings;
    private final Clock clock;

    /** @throws IllegalArgumentException for a limit that does not fit the set's way of handing over */
    public QuotaCheck(Quotas quotas, PausedSets paused, Settings settings, Clock clock) {
        this.quotas = quotas;
        this.paused = paused;
        this.settings = settings;
        this.clock = clock;
        settings.sets().forEach(QuotaCheck::check);
    }

    /**
     * @param why the reason, for the timeline
     * @param time how long to wait
     */
    public record Wait(String why, Duration time) {}

    /** Takes the delivery's slots first and then counts it, so that a delivery without a slot is not counted. */
    public Optional<Wait> take(Delivery delivery) {
        String set = delivery.set();
        String tenant = set + "/" + delivery.tenant();
        SetLimits limits = settings.sets().get(set).limits();
        Optional<Pause> pause = paused.of(set);
        if (pause.isPresent()) {
            return pause.map(this::untilResumed);
        }
        LocalDate day = LocalDate.ofInstant(clock.instant(), limits.zone());
        if (!hasPlace(set, limits.atOnce(), delivery)) {
            return Optional.of(new Wait("waits: all slots of the set are taken", again(limits)));
        }
        if (!hasPlace(tenant, limits.tenantAtOnce(), delivery)) {
            return Optional.of(new Wait("waits: all slots of the tenant are taken", again(limits)));
        }
        if (!isCounted(tenant, day, limits.tenantPerDay())) {
            return Optional.of(new Wait("waits: the tenant's daily quota is used up", untilAfter(day, limits)));
        }
        if (!isCounted(set, day, limits.perDay())) {
            return Optional.of(new Wait("waits: the set's daily quota is used up", untilAfter(day, limits)));
        }
        return Optional.empty();
    }

    /** The wait is a quarter of the pause so far, so that a long pause costs few writes for each delivery. */
    private Wait untilResumed(Pause pause) {
        Duration quarter = Duration.between(pause.since(), clock.instant()).dividedBy(4);
        Duration time = longer(settings.pauseCheckEvery(), shorter(quarter, PAUSED_LONG));
        return new Wait(
                pause.isOfAll() ? "waits: all sets are paused" : "waits: the set is paused",
                time.plusMillis(jitter(time)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean hasPlace(String scope, Optional<Integer> places, Delivery delivery) {
        return places.isEmpty() || quotas.enter(scope, places.get(), delivery.id());
    }

    private boolean isCounted(String scope, LocalDate day, Optional<Integer> atMost) {
        return atMost.isEmpty() || quotas.count(scope, day, atMost.get());
    }

    /** Random times, so that waiting deliveries do not all return at once. */
    private static Duration again(SetLimits limits) {
        return limits.again().plusMillis(jitter(limits.again()));
    }

    private Duration untilAfter(LocalDate day, SetLimits limits) {
        ZonedDateTime midnight = day.plusDays(1).atStartOfDay(limits.zone());
        return Duration.between(clock.instant(), midnight).plusMillis(jitter(limits.again()));
    }

    private static long jitter(Duration most) {
        return RandomGenerator.getDefault().nextLong(most.toMillis() + 1);
    }

    private static void check(String name, MailSet set) {
        SetLimits limits = set.limits();
        boolean places = limits.atOnce().isPresent() || limits.tenantAtOnce().isPresent();
        if (places && set.handOver() == HandOverMode.COURIER) {
            throw new IllegalArgumentException("set " + name
                    + " has couriers: couriers.at-most and couriers.per-tenant are its limits, not limits.at-once");
        }
    }
}
