package ledger;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import local.Configuration;
import local.SettableClock;
import mail.RawMail;
import mail.Verdicts;
import settings.Settings;

/** A ledger under test, and what its tests share. */
interface LedgerFixture {

    Duration LEASE = Duration.ofMinutes(1);

    Settings SETTINGS = Configuration.with(Map.of(
            "hikyaku.lease", LEASE.toString(),
            "hikyaku.search.key", "0123456789abcdef0123456789abcdef",
            "hikyaku.sets.told.domains", "told.example",
            "hikyaku.sets.told.aliases", "classpath:none",
            "hikyaku.sets.told.cluster", "one",
            "hikyaku.sets.told.task-definition", "one",
            "hikyaku.sets.told.subject-words", "true"));

    LedgerPorts ports();

    default SettableClock clock() {
        return ports().clock();
    }

    default Ledger ledger() {
        return ports().ledger();
    }

    default Deliveries deliveries() {
        return ports().deliveries();
    }

    default OperatorLedger reopening() {
        return ports().reopening();
    }

    default Postponement postponing() {
        return ports().postponing();
    }

    default Erasure forgetting() {
        return ports().forgetting();
    }

    default Search search() {
        return ports().search();
    }

    default TermSearch terms() {
        return ports().terms();
    }

    default Delivery delivery(String mail, Search.By by, String key, Instant receivedAt) {
        return new Delivery(
                new DeliveryId(mail, by == Search.By.RECIPIENT ? key : "ne-001@shop.example"),
                "order@market.example",
                receivedAt,
                new RawMail("raw", "raw/" + mail),
                Verdicts.UNKNOWN,
                by == Search.By.MESSAGE_ID ? key : "",
                "set-1",
                by == Search.By.TENANT ? key : "");
    }

    default Delivery delivery() {
        return delivery(UUID.randomUUID().toString(), "ne-001@shop.example");
    }

    default Delivery delivery(String mail, String recipient) {
        return Delivery.of(
                new DeliveryId(mail, recipient),
                "order@market.example",
                Instant.parse("2026-11-24T00:59:59Z"),
                new RawMail("raw", "raw/" + mail));
    }

    default Claim claim(Delivery delivery, String owner) {
        return claimed(ledger().claim(delivery, owner));
    }

    default Delivery ended(DeliveryStatus end) {
        Delivery delivery = delivery();
        handedOver(delivery);
        Claim courier = claimed(ledger().start(delivery.id(), 1, "courier-1"));
        if (end == DEAD) {
            ledger().move(courier, Transition.to(RETRY, "exit 75").dueIn(Duration.ofSeconds(1)));
            clock().advance(Duration.ofSeconds(1));
            courier = claim(delivery, "two");
        }
        ledger().move(courier, Transition.to(end, "so it ended"));
        return delivery;
    }

    default Claim handedOver(Delivery delivery) {
        Transition move =
                Transition.to(HANDED_OVER, "").dueIn(Duration.ofMinutes(15)).task("arn:task");
        return ledger().move(claim(delivery, "one"), move);
    }

    default Claim claimed(ClaimResult claiming) {
        assertThat(claiming).isInstanceOf(ClaimResult.Claimed.class);
        return ((ClaimResult.Claimed) claiming).claim();
    }

    default DeliveryStatus status(Delivery delivery) {
        return deliveries().find(delivery.id()).orElseThrow().status();
    }

    default List<DeliveryStatus> timeline(Delivery delivery) {
        return deliveries().find(delivery.id()).orElseThrow().timeline().stream()
                .map(Entry.Event::status)
                .toList();
    }
}
