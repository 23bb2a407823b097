package ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import settings.MailSet;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;

/**
 * Reads many partitions of the table in one request. Only PartiQL can: Query takes one partition, and BatchGetItem needs
 * the recipients. A condition with IN on the partition key reads those partitions, and scans nothing.
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
    private final String table;

    public DynamoDbMailLookup(DynamoDbClient dynamoDb, Settings settings) {
        this.dynamoDb = dynamoDb;
        this.settings = settings;
        this.table = settings.ledgerTable();
    }

    @Override
    public Map<String, List<Entry>> ofMails(Collection<StoredMailId> mails) {
        List<String> partitions =
                mails.stream().flatMap(this::partitions).distinct().toList();
        Map<String, List<Entry>> found = new HashMap<>();
        for (int i = 0; i < partitions.size(); i += AT_ONCE) {
            read(partitions.subList(i, Math.min(partitions.size(), i + AT_ONCE)), row -> add(row, found));
        }
        return found;
    }

    /** One for each domain, and that of mail without a recipient. */
    private Stream<String> partitions(StoredMailId stored) {
        Stream<MailSet> sets = stored.set().isEmpty()
                ? settings.sets().values().stream().filter(set -> set.inbox().isEmpty())
                : Stream.ofNullable(settings.sets().get(stored.set()));
        return Stream.concat(
                        sets.flatMap(set -> set.domains().stream()).map(domain -> "nobody@" + domain),
                        Stream.of("nobody"))
                .map(recipient -> new DeliveryId(stored.mail(), recipient).partition());
    }

    private void read(List<String> partitions, Consumer<Map<String, AttributeValue>> row) {
        String values = String.join(", ", Collections.nCopies(partitions.size(), "?"));
        // the table's name is a setting; the partitions are parameters
        ExecuteStatementRequest.Builder request = ExecuteStatementRequest.builder()
                .statement("SELECT * FROM \"%s\" WHERE \"%s\" IN [%s]".formatted(table, Row.PARTITION, values))
                .parameters(partitions.stream().map(Row::text).toList());
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
