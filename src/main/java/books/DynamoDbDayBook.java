package books;

import static ledger.Row.number;
import static ledger.Row.text;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Row;
import mail.BucketEvent;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Pages of many mails in rows of the ledger's table that are in no index: {@code stored/DAY}. About eleven mails cost
 * one write unit. A page has, by folder of a bucket, a line for each object: its name, ETag, size, and time.
 */
@ApplicationScoped
public class DynamoDbDayBook implements DayBook {

    private static final String PARTITION = "stored/";
    private static final String FOLDERS = "folders";

    /** Number of objects on a page. Even with long names, a page stays far below an item's limit of 400 KB. */
    private static final int LARGEST_PAGE = 200;

    private final DynamoDbClient dynamoDb;
    private final Clock clock;
    private final String table;
    private final Duration retention;

    public DynamoDbDayBook(DynamoDbClient dynamoDb, Clock clock, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.clock = clock;
        this.table = settings.ledgerTable();
        this.retention = settings.retention();
    }

    @Override
    public void add(List<BucketEvent> stored) {
        stored.stream()
                .collect(Collectors.groupingBy(event -> LocalDate.ofInstant(event.at(), ZoneOffset.UTC)))
                .forEach((day, events) -> IntStream.iterate(0, i -> i < events.size(), i -> i + LARGEST_PAGE)
                        .forEach(i -> put(day, events.subList(i, Math.min(events.size(), i + LARGEST_PAGE)))));
    }

    private void put(LocalDate day, List<BucketEvent> events) {
        Map<String, AttributeValue> folders = events.stream()
                .collect(Collectors.groupingBy(
                        DynamoDbDayBook::folder,
                        Collectors.collectingAndThen(
                                Collectors.mapping(event -> text(line(event)), Collectors.toList()),
                                AttributeValue::fromL)));
        Map<String, AttributeValue> page =
                new HashMap<>(Row.key(PARTITION + day, clock.instant() + "/" + UUID.randomUUID()));
        page.put(FOLDERS, AttributeValue.fromM(folders));
        page.put("expiresAt", number(clock.instant().plus(retention).getEpochSecond()));
        dynamoDb.putItem(put -> put.tableName(table).item(page));
    }

    /** Bucket and key up to the name; a bucket's name has no slash. */
    private static String folder(BucketEvent event) {
        String key = event.key();
        return event.bucket() + "/"
                + key.substring(0, key.length() - event.name().length());
    }

    private static String line(BucketEvent event) {
        return String.join(
                " ",
                event.name(),
                event.eTag().isEmpty() ? "-" : event.eTag(),
                Long.toString(event.size()),
                Long.toString(event.at().toEpochMilli()));
    }

    @Override
    public List<BucketEvent> of(LocalDate day) {
        QueryRequest pages = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#partition = :day")
                .expressionAttributeNames(Map.of("#partition", Row.PARTITION))
                .expressionAttributeValues(Map.of(":day", text(PARTITION + day)))
                .build();
        Map<List<String>, BucketEvent> objects = new HashMap<>();
        dynamoDb.queryPaginator(pages).items().stream()
                .flatMap(page -> page.get(FOLDERS).m().entrySet().stream())
                .flatMap(folder -> folder.getValue().l().stream().flatMap(line -> event(folder.getKey(), line.s())))
                .forEach(event -> objects.putIfAbsent(List.of(event.bucket(), event.key(), event.eTag()), event));
        return List.copyOf(objects.values());
    }

    /** A line of another form is from another version of this program. */
    private static Stream<BucketEvent> event(String folder, String line) {
        String[] fields = line.split(" ");
        if (fields.length != 4) {
            return Stream.empty();
        }
        int slash = folder.indexOf('/');
        return Stream.of(new BucketEvent(
                true,
                folder.substring(0, slash),
                folder.substring(slash + 1) + fields[0],
                Instant.ofEpochMilli(Long.parseLong(fields[3])),
                fields[1].equals("-") ? "" : fields[1],
                Long.parseLong(fields[2])));
    }
}
