package courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import addresses.AddressBook;
import archive.Inboxes;
import archive.MailOutsideInbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.Claim;
import ledger.ClaimOwner;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.InMemoryLedger;
import ledger.LeaseKeeper;
import local.Configuration;
import local.SettableClock;
import local.cloud.NoS3;
import mail.RawMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import settings.Settings;
import tasks.CurrentTask;
import watch.MailCounters;
import watch.Metric;

class StartsTest {

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryId id = new DeliveryId("mail-1", "ne-001@shop.example");
    private final List<String> leases = new ArrayList<>();

    @TempDir
    Path folder;

    private InMemoryLedger ledger;
    private Starts starts;

    @BeforeEach
    void courierOfOneSet() throws Exception {
        Path aliases = Files.writeString(folder.resolve("aliases"), "ne-001: \"|/opt/app/receive-mail.php 001\"\n");
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", aliases.toString(),
                "hikyaku.sets.one.inbox", "inbox/one/",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one"));
        ledger = new InMemoryLedger(clock, settings);
        LeaseKeeper keeper = new LeaseKeeper(ledger, settings) {
            @Override
            public void keep(Claim claim) {
                leases.add("keep " + claim.id().mail());
                super.keep(claim);
            }

            @Override
            public void letGo(DeliveryId id) {
                leases.add("let go " + id.mail());
                super.letGo(id);
            }
        };
        starts = new Starts(
                ledger,
                keeper,
                new CourierScope(new AddressBook(settings, new NoS3()), new Inboxes(settings)),
                new MailCounters(meters),
                new ClaimOwner(settings),
                new CurrentTask(Optional.empty()));
    }

    @Test
    void anOrderOfTheOwnSetIsAcceptedAndNotCounted() {
        assertThat(starts.accepts(new WorkOrder(id, 1))).isTrue();
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void anOrderOfAnotherSetIsRefusedAndCounted() {
        assertThat(starts.accepts(new WorkOrder(new DeliveryId("mail-1", "ne-001@other.example"), 1)))
                .isFalse();
        assertThat(meters.get(Metric.CLAIMS.key())
                        .tag("kind", "not-ours")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anAttemptStartsOnceAndTheSameStartMayBeRepeated() {
        claim("inbox", "one/mail-1");

        Optional<Claim> started = starts.start(new WorkOrder(id, 1), "nonce");

        assertThat(started).get().extracting(Claim::status).isEqualTo(DeliveryStatus.RUNNING);
        assertThat(starts.start(new WorkOrder(id, 1), "nonce")).isEqualTo(started);
        assertThat(starts.start(new WorkOrder(id, 1), "another")).isEmpty();
        assertThat(starts.start(new WorkOrder(id, 2), "later")).isEmpty();
    }

    @Test
    void theLeaseIsKeptUntilItIsLetGo() {
        claim("inbox", "one/mail-1");
        Claim claim = starts.start(new WorkOrder(id, 1), "nonce").orElseThrow();

        starts.keep(claim);
        starts.letGo(claim);

        assertThat(leases).containsExactly("keep mail-1", "let go mail-1");
    }

    @Test
    void aMailInAnotherSetsInboxIsNotRead() {
        claim("inbox", "other/mail-1");
        Claim claim = starts.start(new WorkOrder(id, 1), "nonce").orElseThrow();

        assertThatThrownBy(() -> starts.keep(claim)).isInstanceOf(MailOutsideInbox.class);
        assertThat(leases).as("HELD has not been recorded yet").containsExactly("keep mail-1");
    }

    private void claim(String bucket, String key) {
        Delivery delivery = Delivery.of(id, "", clock.instant(), new RawMail(bucket, key));
        ledger.claim(delivery.in("one", "001"), "pipeline");
    }
}
