package ledger;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import local.Configuration;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import mail.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The same contract with four shards, in a ledger whose settings contain the domains of all mails; and the cost of its
 * writes.
 */
class ShardedLedgerTest
        implements LedgerContract,
                DeliveriesContract,
                SearchContract,
                OperatorLedgerContract,
                PostponementContract,
                ErasureContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final Settings FOUR = settings(4, "shop.example,books.example");

    private final LedgerPorts ports = LedgerPorts.inTable(DYNAMO_DB.client(), FOUR);

    private static Settings settings(int shards, String domains) {
        return Configuration.with(Map.of(
                "hikyaku.lease",
                LEASE.toString(),
                "hikyaku.ledger-shards",
                "" + shards,
                "hikyaku.sets.set-1.domains",
                domains,
                "hikyaku.sets.set-1.aliases",
                "classpath:aliases",
                "hikyaku.sets.set-1.cluster",
                "one",
                "hikyaku.sets.set-1.task-definition",
                "one"));
    }

    @Override
    public LedgerPorts ports() {
        return ports;
    }

    /** Ids as long as those of SES, ECS and a marketplace. */
    private Delivery real() {
        String mail = UUID.randomUUID().toString().replace("-", "") + "clambda4";
        return new Delivery(
                new DeliveryId(mail, "ne-001@shop.example"),
                "order-confirmation@mail.market.example",
                clock().instant(),
                new RawMail("hikyaku-raw-mail-000000000000", "inbox/set-1/" + mail),
                new Verdicts(Map.of(Verdicts.VerdictType.SPAM, Verdicts.Verdict.PASS), ""),
                "20261130163127.1F2A3B4C5D6E@mail-out-07.market.example",
                "set-1",
                "ne-001");
    }

    @Test
    void aDeliveryThatGoesWellCostsFourWritesAndTenUnitsAtMost() {
        Delivery delivery = real();
        ledger().claim(real(), "pipeline-01234567"); // the process enters its sets with its first write
        DYNAMO_DB.newRequests();
        DYNAMO_DB.newWriteUnits();

        done(delivery);

        List<SdkRequest> requests = DYNAMO_DB.newRequests();
        assertThat(requests).hasSize(4).allMatch(UpdateItemRequest.class::isInstance);
        assertThat(DYNAMO_DB.newWriteUnits()).isLessThanOrEqualTo(10);
        assertThat(size(row(delivery))).as("bytes of the row").isLessThan(1000);
    }

    private void done(Delivery delivery) {
        String arn = "arn:aws:ecs:ap-northeast-1:000000000000:task/hikyaku-set-1/0123456789abcdef0123456789abcdef";
        Claim claim = claim(delivery, "pipeline-01234567");
        Transition toTask = Transition.to(HANDED_OVER, "")
                .dueIn(Duration.ofMinutes(15))
                .task(arn)
                .fetched("0123456789abcdef0123456789abcdef/20000");
        ledger().move(claim, toTask);
        clock().advance(Duration.ofMillis(1));
        ClaimResult started = ledger().start(delivery.id(), 1, "courier-01234567", arn);
        clock().advance(Duration.ofSeconds(2));
        ledger().move(claimed(started), Transition.to(DONE, "exit 0: order written"));
    }

    private static Map<String, AttributeValue> row(Delivery delivery) {
        return DYNAMO_DB.rows(delivery.id().mail()).get(0);
    }

    private static int size(Map<String, AttributeValue> row) {
        return row.entrySet().stream()
                .mapToInt(each -> each.getKey().length() + size(each.getValue()))
                .sum();
    }

    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
    private static int size(AttributeValue value) {
        if (value.hasL()) {
            return 3 + value.l().stream().mapToInt(each -> 1 + size(each)).sum();
        }
        return value.s() != null
                ? value.s().length()
                : value.n() != null ? value.n().length() / 2 + 1 : 1;
    }

    @Test
    void aRenewalCostsOneUnit() {
        Claim claim = claim(real(), "one");
        DYNAMO_DB.newWriteUnits();

        ledger().renew(claim);

        assertThat(DYNAMO_DB.newWriteUnits()).isEqualTo(1);
    }

    @Test
    void theDeliveriesOfASetAreInAllItsShards() {
        Set<String> open = new TreeSet<>();
        Set<String> ended = new TreeSet<>();
        Set<String> held = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            Delivery delivery = real();
            claim(delivery, "one");
            open.add(row(delivery).get("open").s());
            Delivery done = real();
            done(done);
            ended.add(row(done).get("open").s());
            Delivery spam = real();
            ledger().move(claim(spam, "one"), Transition.to(HELD, "spam-fail"));
            held.add(row(spam).get("set").s());
        }

        assertThat(open).containsExactly("open/set-1", "open/set-1#1", "open/set-1#2", "open/set-1#3");
        assertThat(ended).containsExactly("done/set-1", "done/set-1#1", "done/set-1#2", "done/set-1#3");
        assertThat(held).containsExactly("set-1", "set-1#1", "set-1#2", "set-1#3");
    }

    @Test
    void pagesOfAllShardsComeInTheOrderOfTimeAndMissNothing() {
        Instant first = clock().instant();
        List<DeliveryId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 97; i++) {
            clock().advance(Duration.ofSeconds(1));
            Delivery delivery = delivery().in("paged", "shop");
            ledger().move(claim(delivery, "one"), Transition.to(HELD, "spam-fail"));
            newestFirst.add(0, delivery.id());
        }
        Search.Wanted held =
                Search.Wanted.in("paged", HELD, first, clock().instant().plusMillis(1));

        for (int atOnce : List.of(1, 7, 20, 96, 97, 100)) {
            assertThat(search().all(held, atOnce)
                            .map(entry -> entry.claim().id())
                            .toList())
                    .as("%d at a time", atOnce)
                    .isEqualTo(newestFirst);
        }
        assertThat(search().count(held, 1000)).isEqualTo(97);
        DYNAMO_DB.newRequests();
        assertThat(search().count(held, 50)).isEqualTo(50);
        assertThat(DYNAMO_DB.newRequests().stream()
                        .filter(request -> request instanceof QueryRequest query && query.select() == Select.COUNT)
                        .mapToInt(request -> ((QueryRequest) request).limit())
                        .sum())
                .as("entries that four shards together may read")
                .isBetween(50, 60);
        assertThat(search().times(held, 1000)).hasSize(97).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(search().oldest(held))
                .map(entry -> entry.claim().id())
                .contains(newestFirst.get(newestFirst.size() - 1));
    }

    @Test
    void whatAPageOfAnotherNumberOfShardsLedToIsRefused() {
        for (int i = 0; i < 3; i++) {
            ledger().move(claim(delivery().in("torn", ""), "one"), Transition.to(HELD, "spam-fail"));
        }
        Search.Wanted held = Search.Wanted.in(
                "torn", HELD, clock().instant(), clock().instant().plusMillis(1));
        String next = search().find(held, 1, "").next();
        Search.Wanted done = Search.Wanted.in(
                "torn", DONE, clock().instant(), clock().instant().plusMillis(1));

        assertThatThrownBy(() -> search().find(done, 1, next)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * When the number of shards grows or shrinks, no row moves, and every delivery is still found, claimed and ended.
     */
    @Test
    void theNumberOfShardsMayChangeAtAnyTime() {
        LocalDynamoDb table = new LocalDynamoDb();
        try {
            table.beforeAll(null);
            List<Delivery> all = new ArrayList<>();
            DynamoDbLedger last = null;
            for (int shards : List.of(1, 16, 2)) {
                last = new DynamoDbLedger(table.client(), clock(), settings(shards, "shop.example"));
                for (int i = 0; i < 20; i++) {
                    Delivery delivery = real();
                    last.claim(delivery, "one");
                    all.add(delivery);
                }
            }
            clock().advance(LEASE);
            DynamoDbLedger reader = last;
            DynamoDbSearch finds = new DynamoDbSearch(table.client(), settings(1, "shop.example"));

            assertThat(reader.due(1000))
                    .extracting(entry -> entry.claim().id())
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().map(Delivery::id).toList());
            Search.Wanted inWork = Search.Wanted.in(
                    "set-1", RUNNING, Instant.EPOCH, clock().instant().plusMillis(1));
            assertThat(finds.count(inWork, 1000)).isEqualTo(60);
            all.forEach(
                    delivery -> reader.move(claimed(reader.claim(delivery, "two")), Transition.to(FAILED, "exit 1")));
            Search.Wanted failed = Search.Wanted.in(
                    "set-1", FAILED, Instant.EPOCH, clock().instant().plusMillis(1));
            assertThat(finds.count(failed, 1000)).isEqualTo(60);
            assertThat(reader.due(1000)).isEmpty();
            table.afterAll(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSetAndADomainThatTheSettingsHaveNoLongerAreStillFound() {
        Delivery delivery = real();
        claim(delivery, "one");
        clock().advance(LEASE);
        DynamoDbLedger without = new DynamoDbLedger(DYNAMO_DB.client(), clock(), Configuration.with(Map.of()));

        assertThat(row(delivery)).doesNotContainKey("mail");
        assertThat(without.due(1000)).extracting(entry -> entry.claim().id()).contains(delivery.id());
        assertThat(without.ofMail(delivery.id().mail())).hasSize(1);
        assertThat(without.ofMail(delivery.id().mail(), "set-1")).hasSize(1);
        assertThat(without.ofMail(delivery.id().mail(), "set-2")).isEmpty();
    }

    @Test
    void aShopsMailsAreFoundByItsAddressIfThatIsItsName() {
        Delivery delivery = real();
        claim(delivery, "one");
        Delivery other = delivery().in("set-1", "another");
        claim(other, "one");
        Instant until = clock().instant().plusMillis(1);

        assertThat(row(delivery)).doesNotContainKey("tenant");
        assertThat(search().all(new Search.Wanted(Search.By.TENANT, "ne-001", null, Instant.EPOCH, until)))
                .extracting(entry -> entry.claim().id())
                .contains(delivery.id())
                .doesNotContain(other.id());
        assertThat(search().all(new Search.Wanted(Search.By.TENANT, "another", null, Instant.EPOCH, until)))
                .extracting(entry -> entry.claim().id())
                .contains(other.id());
    }

    /**
     * A courier's role may write to its set's partition. Nothing that it writes may appear in the list of another set.
     */
    @Test
    void aRowInAnotherSetsPartitionIsNotListedThere() {
        Delivery foreign = delivery().in("own", "shop");
        claim(foreign, "one");
        DYNAMO_DB.put(
                row(foreign), Map.of("open", "open/other"), clock().instant().plus(LEASE));
        claim(delivery().in("other", "shop"), "one");

        assertThat(search().all(Search.Wanted.in(
                        "other", RUNNING, clock().instant(), clock().instant().plusMillis(1))))
                .extracting(entry -> entry.delivery().set())
                .containsOnly("other");
    }

    /** The delivery waits for its task for longer than its claim's lease. */
    @Test
    void whatIsHandedOverIsNotDueBeforeItsTimeAndItsEntryIsMovedOnce() {
        Delivery delivery = delivery().in("slow", "shop");
        ledger().move(claim(delivery, "one"), Transition.to(HANDED_OVER, "").dueIn(Duration.ofHours(2)));
        DYNAMO_DB.newWriteUnits();

        for (int i = 0; i < 10; i++) {
            clock().advance(Duration.ofMinutes(1));
            assertThat(dueOf("slow")).isEmpty();
        }
        assertThat(DYNAMO_DB.newWriteUnits()).isZero();
        clock().advance(Duration.ofMinutes(10));
        assertThat(dueOf("slow")).isEmpty();
        assertThat(row(delivery).get("open").s()).startsWith("wait/slow");
        assertThat(DYNAMO_DB.newWriteUnits())
                .as("the row, an entry moved, and one written")
                .isEqualTo(4);
        Search.Wanted inWork = Search.Wanted.in(
                "slow", RUNNING, Instant.EPOCH, clock().instant().plusMillis(1));
        assertThat(search().find(inWork, 10, "").entries()).hasSize(1);
        assertThat(search().count(inWork, 10)).isEqualTo(1);

        clock().advance(Duration.ofMinutes(100));
        assertThat(dueOf("slow")).containsExactly(delivery.id());
    }

    @Test
    void aCourierThatDiesAfterALongWaitIsMissedWhenItsLeaseEnds() {
        Delivery delivery = delivery().in("waited", "shop");
        ledger().move(claim(delivery, "one"), Transition.to(HANDED_OVER, "").dueIn(Duration.ofHours(2)));
        clock().advance(Duration.ofMinutes(20));
        assertThat(dueOf("waited")).isEmpty();

        claimed(ledger().start(delivery.id(), 1, "courier"));
        clock().advance(LEASE);

        assertThat(dueOf("waited")).containsExactly(delivery.id());
        ledger().move(
                        deliveries().find(delivery.id()).orElseThrow().claim(),
                        Transition.to(RETRY, "gone").dueIn(Duration.ofSeconds(1)));
        Search.Wanted inWork = Search.Wanted.in(
                "waited", RUNNING, Instant.EPOCH, clock().instant().plusMillis(1));
        assertThat(search().count(inWork, 10)).isZero();
    }

    @Test
    void aCourierThatDiesAtOnceIsMissedWhenItsLeaseEnds() {
        Delivery delivery = delivery().in("quick", "shop");
        handedOver(delivery);
        clock().advance(LEASE.minusSeconds(1));
        claimed(ledger().start(delivery.id(), 1, "courier"));
        clock().advance(Duration.ofSeconds(2));
        assertThat(dueOf("quick")).isEmpty();

        clock().advance(LEASE);

        assertThat(dueOf("quick")).containsExactly(delivery.id());
    }

    private List<DeliveryId> dueOf(String set) {
        return deliveries().due(1000).stream()
                .filter(entry -> entry.delivery().set().equals(set))
                .map(entry -> entry.claim().id())
                .toList();
    }

    @Test
    void aDueDeliveryIsReadBehindAnyNumberOfEarlyEntries() {
        for (int i = 0; i < 250; i++) {
            handedOver(delivery().in("crowd", "shop"));
        }
        clock().advance(Duration.ofSeconds(1));
        Delivery late = delivery().in("crowd", "shop");
        claim(late, "one");
        clock().advance(LEASE);

        assertThat(deliveries().due(1)).hasSize(1);
        assertThat(dueOf("crowd")).containsExactly(late.id());
    }

    @Test
    void theKeptPartitionsOfAllShardsAreReadOldestFirst() {
        List<DeliveryId> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            clock().advance(Duration.ofSeconds(1));
            oldestFirst.add(over("kept", i % 2 == 0 ? DONE : FAILED).id());
        }

        assertThat(over("kept", Entry.ALL, clock().instant(), 100)).isEqualTo(oldestFirst);
        assertThat(over("kept", Entry.ALL, clock().instant(), 4)).isEqualTo(oldestFirst.subList(0, 4));
        Search.Wanted done =
                Search.Wanted.in("kept", DONE, Instant.EPOCH, clock().instant().plusMillis(1));
        assertThat(search().count(done, 100)).isEqualTo(15);
        Entry one = deliveries().find(oldestFirst.get(0)).orElseThrow();
        assertThat(forgetting().keep(one, Set.of(KeptContent.PARTS))).isTrue();
        assertThat(search().count(done, 100)).as("it is still DONE").isEqualTo(15);
        assertThat(search().all(done).reduce((first, last) -> last))
                .map(entry -> entry.claim().id())
                .contains(one.claim().id());
    }

    @Test
    void shardsAreChosenEvenly() {
        int[] counts = new int[16];
        Stream.generate(this::real)
                .limit(16_000)
                .forEach(delivery -> counts[delivery.id().shard(16)]++);

        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(850, 1150);
            }
        });
        Set<Integer> ofOneMail = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ofOneMail.add(new DeliveryId("mail", "ne-%03d@shop.example".formatted(i)).shard(16));
        }
        assertThat(ofOneMail).hasSize(16);
    }

    @Test
    void aSetsNameThatWouldBeAShardIsRefused() {
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.a#1.domains", "shop.example",
                "hikyaku.sets.a#1.aliases", "classpath:aliases",
                "hikyaku.sets.a#1.cluster", "one",
                "hikyaku.sets.a#1.task-definition", "one"));

        assertThatThrownBy(() -> new DynamoDbLedger(DYNAMO_DB.client(), clock(), settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not contain #");
    }
}
