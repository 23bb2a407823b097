package ledger;

import static ledger.DeliveryStatus.CLAIMED;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import local.Configuration;
import local.SettableClock;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of versions without shards: they are found, and their deliveries continue without a migration. */
class EarlierRowsTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final Settings SETTINGS = Configuration.with(Map.of(
            "hikyaku.ledger-shards", "4",
            "hikyaku.sets.set-1.domains", "shop.example",
            "hikyaku.sets.set-1.aliases", "classpath:aliases",
            "hikyaku.sets.set-1.cluster", "one",
            "hikyaku.sets.set-1.task-definition", "one"));

    private final SettableClock clock = new SettableClock();
    private final DynamoDbLedger ledger = new DynamoDbLedger(DYNAMO_DB.client(), clock, SETTINGS);
    private final DynamoDbSearch search = new DynamoDbSearch(DYNAMO_DB.client(), SETTINGS);
    private final DynamoDbErasure forgetting = new DynamoDbErasure(DYNAMO_DB.client(), clock, SETTINGS);

    private DeliveryId put(DeliveryStatus status, String stage, String open, Instant dueAt) {
        DeliveryId id = new DeliveryId(UUID.randomUUID().toString(), "ne-001@shop.example");
        Map<String, AttributeValue> row = new HashMap<>(RowKey.of(id));
        Map.of(
                        "mail",
                        id.mail(),
                        "recipient",
                        id.recipient(),
                        "status",
                        status.name(),
                        "set",
                        "set-1",
                        "tenant",
                        "ne-001",
                        "sender",
                        "order@market.example",
                        "bucket",
                        "raw",
                        "key",
                        "raw/" + id.mail(),
                        "owner",
                        "pipeline-01234567",
                        "stage",
                        stage + "/2026-11-24T00:59:00.000Z")
                .forEach((name, text) -> row.put(name, AttributeValue.fromS(text)));
        Map.of("receivedAt", 1_795_481_940_000L, "fence", 1L, "attempt", 1L, "first", 1L)
                .forEach((name, number) -> row.put(name, AttributeValue.fromN("" + number)));
        row.put("timeline", AttributeValue.fromL(List.of(event("RECEIVED"), event(status.name()))));
        if (open != null) {
            row.put("open", AttributeValue.fromS(open));
            row.put("dueAt", AttributeValue.fromN("" + dueAt.toEpochMilli()));
        }
        DYNAMO_DB.client().putItem(put -> put.tableName(LedgerTable.NAME).item(row));
        return id;
    }

    private static AttributeValue event(String status) {
        return AttributeValue.fromM(Map.of(
                "at", AttributeValue.fromS("2026-11-24T00:59:00Z"),
                "status", AttributeValue.fromS(status),
                "by", AttributeValue.fromS("pipeline-01234567"),
                "note", AttributeValue.fromS("")));
    }

    @Test
    void openWorkIsSweptClaimedAndEnds() {
        DeliveryId id = put(CLAIMED, "IN_WORK", "open", clock.instant());

        Entry due = ledger.due(100).stream()
                .filter(entry -> entry.claim().id().equals(id))
                .findFirst()
                .orElseThrow();
        ClaimResult.Claimed claimed = (ClaimResult.Claimed) ledger.claim(due.delivery(), "two");
        ledger.move(claimed.claim(), Transition.to(FAILED, "exit 1"));

        assertThat(claimed.takenOver()).isTrue();
        assertThat(ledger.ofMail(id.mail())).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(FAILED);
            assertThat(row.timeline()).hasSize(4);
        });
    }

    @Test
    void aTaskThatWasHandedOverBeforeIsStartedAndDone() {
        DeliveryId id = put(HANDED_OVER, "IN_WORK", "open", clock.instant().plusSeconds(900));
        assertThat(find(RUNNING)).contains(id);

        Claim claim = ((ClaimResult.Claimed) ledger.start(id, 1, "courier")).claim();
        assertThat(find(RUNNING)).contains(id);
        ledger.move(claim, Transition.to(DONE, "exit 0"));

        assertThat(find(RUNNING)).doesNotContain(id);
        assertThat(find(DONE)).contains(id);
        assertThat(ledger.due(100)).noneMatch(entry -> entry.claim().id().equals(id));
    }

    @Test
    void whatIsPostponedIsDueLater() {
        DeliveryId id = put(HANDED_OVER, "IN_WORK", "open", clock.instant());
        Entry seen = ledger.find(id).orElseThrow();

        assertThat(ledger.postpone(seen, Duration.ofMinutes(1))).isTrue();

        assertThat(ledger.due(100)).noneMatch(entry -> entry.claim().id().equals(id));
        clock.advance(Duration.ofMinutes(1));
        assertThat(ledger.due(100)).anyMatch(entry -> entry.claim().id().equals(id));
        assertThat(find(RUNNING)).contains(id);
    }

    @Test
    void whatHasEndedIsFoundOnceRedrivenAndForgotten() {
        DeliveryId done = put(DONE, "DONE", "raw+parts/set-1", Instant.parse("2026-11-24T00:59:00Z"));
        DeliveryId held = put(HELD, "HELD", null, null);
        DeliveryId retry = put(RETRY, "RETRY", "open", clock.instant());

        assertThat(find(DONE)).containsOnlyOnce(done);
        assertThat(find(HELD)).containsOnlyOnce(held);
        assertThat(find(RETRY)).containsOnlyOnce(retry);
        assertThat(forgetting.over("set-1", Entry.ALL, clock.instant(), 100))
                .extracting(entry -> entry.claim().id())
                .contains(done);
        assertThat(forgetting.keep(ledger.find(done).orElseThrow(), Set.of(KeptContent.RAW)))
                .isTrue();
        assertThat(find(DONE)).containsOnlyOnce(done);
        assertThat(ledger.reopen(done, DONE, "hanako", "again")).isTrue();
        assertThat(ledger.drop(held, HELD, "hanako", "spam")).isTrue();
        assertThat(find(DONE)).doesNotContain(done);
        assertThat(find(RETRY)).contains(done);
    }

    @Test
    void aShopsMailsAreFoundOnce() {
        DeliveryId id = put(DONE, "DONE", "raw+parts/set-1", clock.instant());
        Search.Wanted shop = new Search.Wanted(
                Search.By.TENANT, "ne-001", null, Instant.EPOCH, clock.instant().plusMillis(1));

        assertThat(search.all(shop, 1).map(entry -> entry.claim().id())).containsOnlyOnce(id);
        assertThat(ledger.ofMail(id.mail())).hasSize(1);
    }

    private List<DeliveryId> find(DeliveryStatus status) {
        return search.all(Search.Wanted.in(
                        "set-1", status, Instant.EPOCH, clock.instant().plusMillis(1)))
                .map(entry -> entry.claim().id())
                .toList();
    }
}
