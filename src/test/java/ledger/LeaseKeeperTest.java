package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import settings.Settings;

class LeaseKeeperTest {

    private final Settings settings = Configuration.with(Map.of("hikyaku.lease", "PT60S"));
    private final SettableClock clock = new SettableClock();
    private final Failing ledger = new Failing(clock, settings);
    private final Rounds rounds = new Rounds();
    private final LeaseKeeper leases = new LeaseKeeper(ledger, settings, rounds);

    @Test
    void aLeaseIsRenewedThreeTimesBeforeItWouldEnd() {
        assertThat(rounds.every).isEqualTo(Duration.ofSeconds(20));
        assertThat(rounds.first).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aDeliveryThatIsWorkedOnForLongIsNobodyElses() {
        leases.keep(claim("mail-1"));

        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(20));
            rounds.next();
        }

        clock.advance(Duration.ofSeconds(59));
        assertThat(ledger.claim(delivery("mail-1"), "another")).isInstanceOf(ClaimResult.NotYet.class);
    }

    @Test
    void oneThatIsLetGoRunsOut() {
        Claim claim = claim("mail-1");
        leases.keep(claim);
        leases.letGo(claim.id());
        leases.letGo(claim.id());

        clock.advance(Duration.ofSeconds(59));
        rounds.next();
        clock.advance(Duration.ofSeconds(2));

        assertThat(ledger.claim(delivery("mail-1"), "another")).isInstanceOf(ClaimResult.Claimed.class);
    }

    @Test
    void oneThatIsLostIsNotAskedForAgain() {
        leases.keep(claim("mail-1"));
        clock.advance(Duration.ofSeconds(61));
        Claim another = ((ClaimResult.Claimed) ledger.claim(delivery("mail-1"), "another")).claim();

        rounds.next();
        rounds.next();

        assertThat(ledger.asked).containsEntry("mail-1", 1);
        ledger.renew(another);
    }

    @Test
    void aClaimThatIsKeptSinceOutlivesTheLossOfTheOneBeforeIt() {
        Claim first = claim("mail-1");
        leases.keep(first);
        clock.advance(Duration.ofSeconds(61));
        ledger.beforeRenewal =
                () -> leases.keep(((ClaimResult.Claimed) ledger.claim(delivery("mail-1"), "another")).claim());

        rounds.next();
        rounds.next();

        assertThat(ledger.asked).containsEntry("mail-1", 2);
    }

    @Test
    void aLedgerThatFailsIsAskedAgainInTheNextRoundAndTheOtherLeasesInThisOne() {
        List.of("mail-1", "mail-2", "mail-3").forEach(mail -> leases.keep(claim(mail)));
        ledger.fails = true;
        rounds.next();
        ledger.fails = false;

        rounds.next();

        assertThat(ledger.asked).containsOnly(Map.entry("mail-1", 2), Map.entry("mail-2", 2), Map.entry("mail-3", 2));
    }

    @Test
    void afterItsEndItRenewsNothing() {
        leases.stop();

        assertThat(rounds.isShutdown()).isTrue();
        assertThatThrownBy(() -> rounds.execute(() -> {})).isInstanceOf(RuntimeException.class);
    }

    private Claim claim(String mail) {
        return ((ClaimResult.Claimed) ledger.claim(delivery(mail), "one")).claim();
    }

    private Delivery delivery(String mail) {
        DeliveryId id = new DeliveryId(mail, "ne-001@shop.example");
        return Delivery.of(id, "order@market.example", Instant.EPOCH, new RawMail("raw", mail));
    }

    /** The ledger in memory, which a test can make unreachable. */
    private static final class Failing extends InMemoryLedger {

        private final Map<String, Integer> asked = new HashMap<>();
        private boolean fails;
        private Runnable beforeRenewal = () -> {};

        Failing(SettableClock clock, Settings settings) {
            super(clock, settings);
        }

        @Override
        public void renew(Claim claim) {
            asked.merge(claim.id().mail(), 1, Integer::sum);
            Runnable before = beforeRenewal;
            beforeRenewal = () -> {};
            before.run();
            if (fails) {
                throw new IllegalStateException("the ledger is out of reach");
            }
            super.renew(claim);
        }
    }

    /** A timer that runs when a test tells it to. */
    private static final class Rounds extends ScheduledThreadPoolExecutor {

        private Runnable work;
        private Duration first;
        private Duration every;

        Rounds() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long every, TimeUnit unit) {
            this.work = work;
            this.first = Duration.of(first, unit.toChronoUnit());
            this.every = Duration.of(every, unit.toChronoUnit());
            return null;
        }

        void next() {
            work.run();
        }
    }
}
