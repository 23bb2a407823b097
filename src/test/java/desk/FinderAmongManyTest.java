package desk;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.UNPACKED;
import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.DynamoDbSearch;
import ledger.DynamoDbTermSearch;
import ledger.RowKey;
import ledger.TermSearch;
import ledger.Transition;
import ledger.records.InMemorySharedRecords;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import local.cloud.NoS3;
import mail.RawMail;
import mail.WrittenHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import policy.PausedSets;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The cost of a search does not grow with the ledger. {@code -Ddesk.deliveries=1000000} is the size of a year's work;
 * every search prints its time.
 */
class FinderAmongManyTest {

    private static final int DELIVERIES = Integer.getInteger("desk.deliveries", 6000);
    private static final int TRIES = DELIVERIES < 100_000 ? 1 : 5;
    private static final int SETS = 30;

    /** A shop has about 330 deliveries, so that its first page is full in a small ledger too. */
    private static final int SHOPS = Math.max(SETS, DELIVERIES / 333 / SETS * SETS);

    private static final Duration BETWEEN_TWO = Duration.ofSeconds(5);

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    @TempDir
    static Path folder;

    private static final SettableClock CLOCK = new SettableClock();
    private static Settings settings;
    private static Finder finder;
    private static Dashboard board;

    @BeforeAll
    static void fillTheLedger() throws IOException {
        Map<String, String> sets = new HashMap<>();
        for (int set = 0; set < SETS; set++) {
            int own = set;
            Path aliases = Files.write(
                    folder.resolve("aliases-" + set),
                    IntStream.range(0, SHOPS)
                            .filter(shop -> shop % SETS == own)
                            .mapToObj(shop -> "%s: |/opt/app/receive-mail.php %d".formatted(shop(shop), shop))
                            .toList());
            sets.put("hikyaku.sets." + set(set) + ".domains", domain(set));
            sets.put("hikyaku.sets." + set(set) + ".aliases", aliases.toString());
            sets.put("hikyaku.sets." + set(set) + ".cluster", "one");
            sets.put("hikyaku.sets." + set(set) + ".task-definition", "one");
            sets.put("hikyaku.sets." + set(set) + ".subject-words", "true");
        }
        sets.put("hikyaku.search.key", "0123456789abcdef0123456789abcdef");
        settings = Configuration.with(sets);
        DynamoDbLedger ledger = new DynamoDbLedger(DYNAMO_DB.client(), CLOCK, settings);
        AddressBook addresses = new AddressBook(settings, new NoS3());
        DynamoDbSearch search = new DynamoDbSearch(DYNAMO_DB.client(), settings);
        finder = new Finder(search, new DynamoDbTermSearch(DYNAMO_DB.client(), settings), ledger, addresses, settings);
        board = new Dashboard(search, addresses, settings, new PausedSets(new InMemorySharedRecords(), CLOCK), CLOCK);
        fill(ledger, DONE, DELIVERIES * 96 / 100);
        fill(ledger, FAILED, DELIVERIES * 2 / 100);
        fill(ledger, HELD, DELIVERIES / 100);
        fill(ledger, DEAD, DELIVERIES / 100);
    }

    private static void fill(DynamoDbLedger ledger, DeliveryStatus status, int copies) {
        Delivery first = Delivery.of(
                        new DeliveryId("mail-" + status, shop(0) + "@" + domain(0)),
                        "order@market.example",
                        CLOCK.instant(),
                        new RawMail("raw", "raw/mail"))
                .in(set(0), shop(0));
        first = new Delivery(
                first.id(),
                first.sender(),
                first.receivedAt(),
                first.raw(),
                first.verdicts(),
                first.messageId(),
                first.set(),
                first.tenant(),
                new WrittenHeaders("order@market.example", "【楽天】ご注文の確認"));
        int rare = status == DONE
                ? Math.min(1000, copies / 2)
                : -1; // so the first page reaches this mail in a large ledger, too
        AttributeValue rareWords = RowKey.words(settings, "【楽天】ご注文の確認 7700");
        Claim claim = ((ClaimResult.Claimed) ledger.claim(first, "test")).claim();
        if (status == DONE) {
            claim = ledger.move(claim, Transition.to(UNPACKED, ""));
            ledger.move(claim, Transition.to(HANDED_OVER, ""));
            claim = ((ClaimResult.Claimed) ledger.start(first.id(), 1, "courier")).claim();
        }
        ledger.move(claim, Transition.to(status, "as it went"));
        DYNAMO_DB.multiply(first.id(), copies, (row, number) -> {
            int shop = number % SHOPS;
            Instant at = CLOCK.instant().minus(BETWEEN_TWO.multipliedBy(number));
            String recipient = shop(shop) + "@" + domain(shop % SETS);
            String partition = row.get("partition").s();
            String mail = partition.substring(partition.indexOf('/') + 1);
            row.putAll(RowKey.of(new DeliveryId(mail, recipient)));
            row.put("recipient", AttributeValue.fromS(recipient));
            row.put("set", AttributeValue.fromS(set(shop % SETS)));
            row.put("messageId", AttributeValue.fromS(status + "-" + number + "@market.example"));
            row.put("receivedAt", AttributeValue.fromN(Long.toString(at.toEpochMilli())));
            row.put(
                    "timeline",
                    AttributeValue.fromL(row.get("timeline").l().stream()
                            .map(event -> later(event, at.plusMillis(1)))
                            .toList()));
            String place = "/" + set(shop % SETS);
            if (status != DONE) {
                row.put("stage", LocalDynamoDb.stage(status, at.plusMillis(1)));
            }
            if (status.isOver()) {
                row.put("open", AttributeValue.fromS((status == DONE ? "done" : "raw+parts") + place));
                row.put(
                        "dueAt",
                        AttributeValue.fromN(Long.toString(at.plusMillis(1).toEpochMilli())));
            }
            row.put("sentBy", AttributeValue.fromS("market/" + number % 4));
            row.put("subjectKey", AttributeValue.fromS(set(shop % SETS) + "/" + number % 4));
            if (number == rare) {
                row.put("sender", AttributeValue.fromS("rare@market.example"));
                row.put("words", rareWords);
            }
        });
    }

    private static AttributeValue later(AttributeValue event, Instant at) {
        return AttributeValue.fromS(at + event.s().substring(event.s().indexOf('\t')));
    }

    private static String set(int set) {
        return "set-%02d".formatted(set);
    }

    private static String domain(int set) {
        return "shop-%02d.example".formatted(set);
    }

    private static String shop(int shop) {
        return "ne-%04d".formatted(shop);
    }

    @Test
    void aPageCostsTheSameHoweverManyDeliveriesThereAre() {
        assertThat(costOf("a recipient", () -> find("ne-0001@shop-01.example", "", null)))
                .isLessThan(120);
        assertThat(costOf("a shop", () -> find("ne-0001", "", null))).isLessThan(120);
        assertThat(costOf("a message id", () -> find("<DONE-4@market.example>", "", null)))
                .isLessThan(10);
        assertThat(costOf("a mail", () -> find("mail-DONE-1-3", "", null)))
                .as("for each word: an index, and two queries for each domain")
                .isLessThan(10 + SETS * 2 * 0.5);
        assertThat(costOf("a status in a set", () -> find("", "set-07", FAILED)))
                .isLessThan(40);
        assertThat(costOf("a status in all sets", () -> find("", "", FAILED))).isLessThan(200);
        assertThat(costOf("a shop and a status", () -> find("ne-0001", "", HELD)))
                .as("reads at most a thousand of the shop's deliveries")
                .isLessThan(20 + 1.1 * Math.min(1000, DELIVERIES / SHOPS));
        assertThat(costOf("part of an address", () -> find("e-0002@", "", null)))
                .isLessThan(200);
        assertThat(costOf("part of a value that no index has", () -> find("market", "", null)))
                .isLessThan(1500);
        assertThat(costOf("the newest", () -> find("", "", null))).isLessThan(1500);
    }

    /** The cost of the first page does not grow with the ledger, once the ledger has more rows than a page reads. */
    @Test
    void aSearchBySenderOrSubjectHasAPriceThatEnds() {
        assertThat(costOf("a sender's name", () -> search("", "market", ""))).isLessThan(70);
        assertThat(costOf("a sender's domain", () -> search("", "market.example", "")))
                .isLessThan(70);
        assertThat(costOf("a sender's address", () -> search("", "order@market.example", "")))
                .isLessThan(70);
        assertThat(costOf("a frequent word in a set", () -> search("set-07", "", "楽天")))
                .isLessThan(70);
        assertThat(costOf("a frequent word in thirty sets", () -> search("", "", "楽天")))
                .isLessThan(350);
        assertThat(costOf("a sender with a word", () -> search("", "market", "注文")))
                .isLessThan(70);
        assertThat(costOf("a rare address of a frequent sender", () -> search("", "rare@market.example", "")))
                .isLessThan(250);
        assertThat(costOf("a rare word in thirty sets", () -> search("", "", "7700")))
                .isLessThan(450);
    }

    private int search(String set, String sender, String subject) {
        SearchQuery question = new SearchQuery("", set, null, Instant.EPOCH, SearchQuery.soon(CLOCK.instant()), 20)
                .by("", sender, subject);
        SearchPage page = finder.find(question);
        assertThat(page.scope().read()).isLessThanOrEqualTo(TermSearch.MOST_ENTRIES + 1);
        assertThat(page.scope().backTo()).isEqualTo(page.next());
        return page.entries().size();
    }

    @Test
    void theBoardCountsInAnIndexAndReadsNoDeliveriesForIt() {
        DYNAMO_DB.newRequests();
        double units = costOf("the board", () -> {
            CLOCK.advance(Duration.ofMinutes(1)); // recent answers are cached
            return board.states().size();
        });

        assertThat(units)
                .as("counting a thousand keys costs about 20 units")
                .isPositive()
                // twelve queries for each set, and twelve for no set
                .isLessThan(31 * 12 * 0.5 + 2 + 20.0 * DELIVERIES * 4 / 100 / 1000);
        assertThat(DYNAMO_DB.newRequests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request).isInstanceOfAny(QueryRequest.class, BatchGetItemRequest.class))
                .filteredOn(QueryRequest.class::isInstance)
                .allSatisfy(request ->
                        assertThat(((QueryRequest) request).indexName()).isIn("stage", "open", null));
    }

    private int find(String text, String set, DeliveryStatus status) {
        SearchQuery question = new SearchQuery(text, set, status, Instant.EPOCH, SearchQuery.soon(CLOCK.instant()), 20);
        return finder.find(question).entries().size();
    }

    /** @return read units */
    private static double costOf(String what, Supplier<Integer> search) {
        assertThat(search.get()).as(what).isPositive();
        DYNAMO_DB.newReadUnits();
        long[] millis = IntStream.range(0, TRIES)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    assertThat(search.get()).as(what).isPositive();
                    return Duration.ofNanos(System.nanoTime() - start).toMillis();
                })
                .sorted()
                .toArray();
        double units = DYNAMO_DB.newReadUnits() / TRIES;
        System.out.printf(
                "%,d deliveries, %s: %.1f read units, %d ms (%d-%d)%n",
                DELIVERIES, what, units, millis[TRIES / 2], millis[0], millis[TRIES - 1]);
        return units;
    }
}
