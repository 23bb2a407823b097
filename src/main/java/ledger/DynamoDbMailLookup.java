package ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;

/**
 * Reads many partitions of the table in one request, which only PartiQL can do. Query takes one partition, and
 * BatchGetItem needs the recipients. A condition with IN on the partition key reads only those partitions, without a
 * scan.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html">SELECT</a>
 */
@ApplicationScoped
public class DynamoDbMailLookup implements MailLookup {

    private static final Logger LOG = Logger.getLogger("hikyaku.ledger");

    /** "The IN operator … up to 50 hash attribute values." */
    private static final int AT_ONCE = 50;

    private final DynamoDbClient dynamoDb;
    private final Settings settings;
    private final Directory directory;
    private final RowReader rows;
    private final String table;

    /** Creates its own readers. */
    public DynamoDbMailLookup(DynamoDbClient dynamoDb, Settings settings) {
        this(dynamoDb, new RowReader(dynamoDb, settings), new Directory(dynamoDb, settings), settings);
    }

    @Inject
    DynamoDbMailLookup(DynamoDbClient dynamoDb, RowReader rows, Directory directory, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.rows = rows;
        this.directory = directory;
        this.settings = settings;
        this.table = settings.ledgerTable();
    }

    @Override
    public Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails) {
        Map<String, List<Entry>> found = new HashMap<>();
        read("*", "", Row.PARTITION, mails.stream().flatMap(this::partitions), row -> add(row, found));
        addOfNoSet(
                mails.stream()
                        .filter(stored -> stored.set().isEmpty() && !found.containsKey(stored.mail()))
                        .map(StoredMailId::mail),
                found);
        return found;
    }

    /** The mail's partitions: one for each domain that ever was the set's, and one for mail without a recipient. */
    private Stream<String> partitions(StoredMailId stored) {
        Stream<String> sets = stored.set().isEmpty()
                ? settings.sets().entrySet().stream()
                        .filter(set -> set.getValue().inbox().isEmpty())
                        .map(Map.Entry::getKey)
                : Stream.of(stored.set());
        return Stream.concat(
                        sets.flatMap(set -> directory.domains(set).stream()).map(domain -> "nobody@" + domain),
                        Stream.of("nobody"))
                .map(recipient -> new DeliveryId(stored.mail(), recipient).partition());
    }

    /** A shared inbox may have mail to domains of no set. Only those deliveries are in the index. */
    private void addOfNoSet(Stream<String> mails, Map<String, List<Entry>> found) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        String key = "\"%s\", \"%s\"".formatted(Row.PARTITION, Row.DELIVERY);
        read(key, ".\"" + Row.MAIL + "\"", Row.MAIL, mails, keys::add);
        rows.entries(keys)
                .forEach(entry -> found.computeIfAbsent(entry.claim().id().mail(), none -> new ArrayList<>())
                        .add(entry));
    }

    /** @param values the values of the key; the names are our own, and the table's is a setting */
    private void read(
            String what, String index, String key, Stream<String> values, Consumer<Map<String, AttributeValue>> row) {
        List<AttributeValue> all = values.distinct().map(Row::text).toList();
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<AttributeValue> some = all.subList(i, Math.min(all.size(), i + AT_ONCE));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            read("SELECT %s FROM \"%s\"%s WHERE \"%s\" IN [%s]".formatted(what, table, index, key, marks), some, row);
        }
    }

    private void read(String statement, List<AttributeValue> values, Consumer<Map<String, AttributeValue>> row) {
        ExecuteStatementRequest.Builder request =
                ExecuteStatementRequest.builder().statement(statement).parameters(values);
        ExecuteStatementResponse answer;
        do {
            answer = dynamoDb.executeStatement(request.build());
            answer.items().forEach(row);
            request.nextToken(answer.nextToken());
        } while (answer.nextToken() != null);
    }

    /** A set's program may have written into its rows. */
    private static void add(Map<String, AttributeValue> row, Map<String, List<Entry>> found) {
        String partition = row.get(Row.PARTITION).s();
        List<Entry> ofMail =
                found.computeIfAbsent(partition.substring(partition.indexOf('/') + 1), none -> new ArrayList<>());
        try {
            ofMail.add(Row.entry(row));
        } catch (RuntimeException unreadable) {
            LOG.warnf(
                    "a row of the ledger cannot be read: %s",
                    unreadable.getClass().getSimpleName());
        }
    }
}
