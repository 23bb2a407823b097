package watch;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.DynamoDbSearch;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;

/** A round of the monitoring costs the same, however many deliveries have ended. */
class LedgerBacklogCostTest {

    /** {@code -Dledger.finished=1000000} is the size of a year's work. */
    private static final int FINISHED = Integer.getInteger("ledger.finished", 2000);

    private static final Settings SETTINGS = Configuration.with(Map.of(
            "hikyaku.sets.demo.domains", "shop.example",
            "hikyaku.sets.demo.aliases", "demo/aliases",
            "hikyaku.sets.demo.cluster", "demo",
            "hikyaku.sets.demo.task-definition", "demo",
            "hikyaku.sets.demo.canary", "canary@shop.example"));

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    private final SettableClock clock = new SettableClock();
    private int mails;
    private final DynamoDbLedger ledger = new DynamoDbLedger(DYNAMO_DB.client(), clock, SETTINGS);
    private final DynamoDbSearch search = new DynamoDbSearch(DYNAMO_DB.client(), SETTINGS);
    private final LedgerBacklog backlog = new LedgerBacklog(
            search, SETTINGS, new Canaries(search, SETTINGS, clock), clock, new SimpleMeterRegistry());

    @Test
    void aRoundReadsWhatIsOpenAndWhatFailedLately() {
        DeliveryId done = done("ne-001");
        DeliveryId failed = ended("ne-001", FAILED);
        done("canary");
        clock.advance(Duration.ofHours(2));
        ended("ne-001", HELD);
        done("canary");
        double before = unitsOfARound();

        DYNAMO_DB.multiply(done, FINISHED * 9 / 10);
        DYNAMO_DB.multiply(failed, FINISHED / 10);
        double after = unitsOfARound();

        System.out.printf(
                "a round of the watch reads %.1f units, with %d finished rows %.1f%n", before, FINISHED, after);
        assertThat(before).isPositive();
        assertThat(after).isEqualTo(before);
    }

    /** The directory of sets is cached for a second. A slow machine reads it in some rounds, so the cheapest one counts. */
    private double unitsOfARound() {
        return IntStream.range(0, 4)
                .mapToDouble(i -> {
                    DYNAMO_DB.newReadUnits();
                    backlog.look();
                    return DYNAMO_DB.newReadUnits();
                })
                .min()
                .orElseThrow();
    }

    private DeliveryId done(String to) {
        Delivery delivery = delivery(to);
        Claim claim = claimed(ledger.claim(delivery, "pipeline"));
        claim = ledger.move(claim, Transition.to(UNPACKED, ""));
        ledger.move(claim, Transition.to(HANDED_OVER, ""));
        ledger.move(claimed(ledger.start(delivery.id(), 1, "courier")), Transition.to(DONE, "exit 0"));
        return delivery.id();
    }

    private DeliveryId ended(String to, DeliveryStatus status) {
        Delivery delivery = delivery(to);
        ledger.move(claimed(ledger.claim(delivery, "pipeline")), Transition.to(status, "as it went"));
        return delivery.id();
    }

    private Delivery delivery(String to) {
        String mail = "mail-" + ++mails;
        return Delivery.of(new DeliveryId(mail, to + "@shop.example"), "", clock.instant(), new RawMail("raw", mail))
                .in("demo", to);
    }

    private static Claim claimed(ClaimResult result) {
        return ((ClaimResult.Claimed) result).claim();
    }
}
