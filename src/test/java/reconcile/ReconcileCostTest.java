package reconcile;

import static ledger.DeliveryStatus.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archive.InboxScanner;
import archive.Inboxes;
import archive.UnknownMails;
import books.DynamoDbDayBook;
import books.DynamoDbScanPlaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DynamoDbLedger;
import ledger.DynamoDbMailLookup;
import ledger.DynamoDbSearch;
import ledger.RowKey;
import ledger.Transition;
import local.Configuration;
import local.cloud.LedgerTable;
import local.cloud.LocalDynamoDb;
import mail.BucketEvent;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A look-up of new mails, a part of the audit, and the reconciliation of a day cost the same, however many mails are
 * kept. {@code -Dreconcile.kept=1000000} is the size of a year.
 */
class ReconcileCostTest {

    private static final int KEPT = Integer.getInteger("reconcile.kept", 3000);
    private static final int OF_THE_DAY = 150;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String E_TAG = "\"0123456789abcdef0123456789abcdef\"";

    private static final Settings SETTINGS = Configuration.with(Map.ofEntries(
            Map.entry("hikyaku.sets.demo.domains", "shop.example"),
            Map.entry("hikyaku.sets.demo.inbox", "raw/demo/"),
            Map.entry("hikyaku.sets.demo.aliases", "demo/aliases"),
            Map.entry("hikyaku.sets.demo.cluster", "demo"),
            Map.entry("hikyaku.sets.demo.task-definition", "demo"),
            Map.entry("hikyaku.sweep.inbox-pages", "3")));

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inFile();

    private final Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Inboxes inboxes = new Inboxes(SETTINGS);
    private final UnknownMails mails = new UnknownMails(new DynamoDbMailLookup(DYNAMO_DB.client(), SETTINGS), inboxes);
    private final DynamoDbDayBook book = new DynamoDbDayBook(DYNAMO_DB.client(), clock, SETTINGS);
    private int stored = 10_000;

    @Test
    void whatIsKeptCostsNoRequest() {
        List<String> ofTheDay = IntStream.range(0, OF_THE_DAY)
                .mapToObj(i -> done("today" + i, NOON))
                .toList();
        book.add(ofTheDay.stream().map(mail -> event(mail, NOON)).toList());
        keep(KEPT / 10);
        Map<String, Double> before = costs(ofTheDay);

        keep(KEPT);
        stored = 1_000_000;
        Map<String, Double> after = costs(ofTheDay);

        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after)
                .allSatisfy((what, count) -> assertThat(count)
                        .as(what)
                        .isCloseTo(before.get(what), within(what.endsWith("units") ? 5.0 : 0.0)));
        System.out.println("requests with " + KEPT + " deliveries and " + stored + " objects kept: " + after);
    }

    /** @return number of requests by purpose */
    private Map<String, Double> costs(List<String> ofTheDay) {
        Map<String, Double> costs = new TreeMap<>();
        begin();
        assertThat(mails.of(ofTheDay.stream()
                        .limit(10)
                        .map(mail -> event(mail, NOON).announcement())
                        .toList()))
                .isEmpty();
        end("look", costs);
        assertThat(requests).as("one request for ten mails").isEqualTo(Map.of("ExecuteStatementRequest", 1));

        begin();
        InboxScanner audit = new InboxScanner(
                bucket(), inboxes, mails, new DynamoDbScanPlaces(DYNAMO_DB.client(), SETTINGS), clock, SETTINGS);
        assertThat(audit.look().unannounced()).isNotEmpty();
        end("audit", costs);

        begin();
        Reconciler reconciler = new Reconciler(
                new DaySources(
                        book,
                        new DynamoDbSearch(DYNAMO_DB.client(), SETTINGS),
                        new DynamoDbMailLookup(DYNAMO_DB.client(), SETTINGS),
                        mails,
                        SETTINGS,
                        clock),
                new StoredObjects(bucket()),
                new DeliveryChecks(clock),
                new DeadLetterBooks(most -> List.of(), clock),
                inboxes,
                mails,
                book,
                clock,
                SETTINGS);
        Balance balance = reconciler.reconcile(Period.of(LocalDate.ofInstant(NOON, ZoneOffset.UTC)), null, null);
        assertThat(balance.differences()).isEmpty();
        assertThat(balance.stored()).isEqualTo(OF_THE_DAY);
        end("reconcile", costs);
        return costs;
    }

    private void begin() {
        requests.clear();
        DYNAMO_DB.newRequests();
        DYNAMO_DB.newReadUnits();
    }

    private void end(String what, Map<String, Double> costs) {
        DYNAMO_DB.newRequests().stream()
                .filter(request -> !isForDirectory(request))
                .forEach(request -> count(request.getClass().getSimpleName()));
        requests.forEach((operation, count) -> costs.put(what + ": " + operation, (double) count));
        costs.put(what + ": read units", DYNAMO_DB.newReadUnits());
    }

    /**
     * Whether the request reads the directory of sets. Such requests are not counted, because a process reads the
     * directory at most once a second.
     */
    private static boolean isForDirectory(SdkRequest request) {
        return request instanceof QueryRequest query
                && query.expressionAttributeValues().containsValue(AttributeValue.fromS("directory"));
    }

    private void count(String operation) {
        requests.merge(operation, 1, Integer::sum);
    }

    private String done(String mail, Instant at) {
        DynamoDbLedger ledger = new DynamoDbLedger(DYNAMO_DB.client(), Clock.fixed(at, ZoneOffset.UTC), SETTINGS);
        Delivery delivery = Delivery.of(
                        new DeliveryId(mail, "ne-001@shop.example"), "", at, new RawMail("raw", "demo/" + mail))
                .in("demo", "ne-001");
        ledger.claim(delivery, "pipeline");
        ClaimResult started = ledger.start(delivery.id(), 1, "courier");
        ledger.move(
                ((ClaimResult.Claimed) started).claim(),
                Transition.to(DONE, "exit 0").fetched(E_TAG + "/5"));
        return mail;
    }

    /** Adds copies of a row, with times of the 300 days before. */
    private void keep(int rows) {
        String pattern = done("pattern" + rows, NOON.minus(Duration.ofDays(300)));
        Map<String, AttributeValue> row = DYNAMO_DB
                .client()
                .getItem(get ->
                        get.tableName(LedgerTable.NAME).key(RowKey.of(new DeliveryId(pattern, "ne-001@shop.example"))))
                .item();
        List<WriteRequest> some = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Map<String, AttributeValue> copy = new HashMap<>(row);
            Instant at = NOON.minus(Duration.ofDays(2)).minus(Duration.ofMinutes(i % 400_000));
            copy.put("partition", AttributeValue.fromS("shop.example/kept" + i));
            copy.computeIfPresent(
                    "mail",
                    (name, old) -> AttributeValue.fromS(
                            "kept" + copy.get("partition").s().substring(13)));
            for (String time : List.of("receivedAt", "dueAt")) {
                copy.computeIfPresent(time, (name, old) -> AttributeValue.fromN(Long.toString(at.toEpochMilli())));
            }
            copy.computeIfPresent(
                    "stage",
                    (name, old) -> AttributeValue.fromS(
                            old.s().replaceFirst("/.*", "/" + at.toString().replace("Z", ".000Z"))));
            some.add(WriteRequest.builder().putRequest(put -> put.item(copy)).build());
            if (some.size() == 25 || i == rows - 1) {
                List<WriteRequest> batch = List.copyOf(some);
                DYNAMO_DB.client().batchWriteItem(write -> write.requestItems(Map.of(LedgerTable.NAME, batch)));
                some.clear();
            }
        }
    }

    private static BucketEvent event(String mail, Instant at) {
        return new BucketEvent(true, "raw", "demo/" + mail, at, E_TAG.replace("\"", ""), 5);
    }

    /** A bucket with this many objects, all stored the day before. It lists them in pages of a thousand. */
    private S3Client bucket() {
        return new S3Client() {

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // nothing is open
            }

            @Override
            public HeadObjectResponse headObject(Consumer<HeadObjectRequest.Builder> request) {
                count("HeadObject");
                return HeadObjectResponse.builder()
                        .eTag(E_TAG)
                        .contentLength(5L)
                        .build();
            }

            @Override
            public ListObjectsV2Response listObjectsV2(Consumer<ListObjectsV2Request.Builder> request) {
                count("ListObjectsV2");
                ListObjectsV2Request.Builder asked = ListObjectsV2Request.builder();
                request.accept(asked);
                String after = asked.build().startAfter();
                int from = after == null ? 0 : Integer.parseInt(after.replaceAll("\\D", "")) - 1_000_000 + 1;
                int to = Math.min(stored, from + 1000);
                return ListObjectsV2Response.builder()
                        .isTruncated(to < stored)
                        .contents(IntStream.range(from, to)
                                .mapToObj(i -> S3Object.builder()
                                        .key("demo/stored" + (1_000_000 + i))
                                        .lastModified(NOON)
                                        .build())
                                .toList())
                        .build();
            }
        };
    }
}
