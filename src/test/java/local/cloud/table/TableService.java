package local.cloud.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * DynamoDB as far as the product and its tests use it: requests and answers of its JSON protocol, one at a time. It
 * refuses what it does not support; docs/local-cloud.md has the list.
 */
public final class TableService implements AutoCloseable {

    private static final String PREFIX = "DynamoDB_20120810.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration COMMITS = Duration.ofMillis(500);

    /** Commits use at most this share of the time. */
    private static final int SELDOM = 10;

    /** An HTTP answer. */
    public record Answer(int status, String body) {}

    private final TableStore store;
    private final Throughput throughput;
    private final ExpiredItems expiry;
    private final Map<String, Function<ObjectNode, ObjectNode>> operations;
    private final Optional<ScheduledExecutorService> commits;
    private long nextCommit = System.nanoTime();
    private boolean isClosed;

    /** @param file created if it does not exist; null keeps everything in memory */
    public TableService(Path file, Clock clock) {
        this.store = new TableStore(file, clock);
        this.throughput = new Throughput(clock);
        this.expiry = new ExpiredItems(store, clock);
        TableOperations tables = new TableOperations(store, clock);
        ItemReads reads = new ItemReads(store, throughput);
        ItemWrites writes = new ItemWrites(store, throughput);
        PageReader pages = new PageReader(store, throughput);
        Batches batches = new Batches(store, throughput, reads, writes);
        Transactions transactions = new Transactions(store, throughput, reads, writes, clock);
        Statements statements = new Statements(pages);
        this.operations = Map.ofEntries(
                Map.entry("CreateTable", tables::create),
                Map.entry("DescribeTable", tables::describe),
                Map.entry("DeleteTable", tables::delete),
                Map.entry("ListTables", tables::list),
                Map.entry("UpdateTimeToLive", tables::updateTimeToLive),
                Map.entry("DescribeTimeToLive", tables::describeTimeToLive),
                Map.entry("GetItem", reads::get),
                Map.entry("PutItem", writes::put),
                Map.entry("UpdateItem", writes::update),
                Map.entry("DeleteItem", writes::delete),
                Map.entry("Query", pages::query),
                Map.entry("Scan", pages::scan),
                Map.entry("ExecuteStatement", statements::execute),
                Map.entry("BatchGetItem", batches::get),
                Map.entry("BatchWriteItem", batches::write),
                Map.entry("TransactGetItems", transactions::get),
                Map.entry("TransactWriteItems", transactions::write));
        this.commits = file == null ? Optional.empty() : Optional.of(startCommits());
    }

    /** @param target the header X-Amz-Target; null if there is none */
    public Answer answer(String target, String body) {
        try {
            return new Answer(200, JSON.writeValueAsString(answer(operation(target), read(body))));
        } catch (TableFault fault) {
            return new Answer(
                    fault.code().equals("InternalServerError") ? 500 : 400,
                    fault.body().toString());
        } catch (JsonProcessingException | RuntimeException e) {
            e.printStackTrace(); // an error of the emulator, which must not look like the caller's
            return new Answer(
                    500,
                    new TableFault("InternalServerError", e.toString()).body().toString());
        }
    }

    /** From now on, changes become visible in indexes after this time; waiting changes keep theirs. */
    public synchronized void delayIndexes(Duration delay) {
        store.tables().values().forEach(table -> table.delayIndexes(delay));
    }

    /** From now on, each partition has these limits. */
    public synchronized void limit(ThroughputLimits limits) {
        throughput.limit(limits);
    }

    /**
     * Deletes expired items in tables that have a time to live. AWS does so within days; this emulator does so only
     * when a test calls this method.
     *
     * @return number of deleted items
     */
    public synchronized int deleteExpired() {
        return expiry.deleteExpired();
    }

    /**
     * When this method returns, all writes are in the file, and later requests are refused. It interrupts no thread,
     * because an interrupt would close the file.
     */
    @Override
    public void close() {
        commits.ifPresent(ScheduledExecutorService::shutdown);
        synchronized (this) {
            isClosed = true;
            store.close();
        }
    }

    private synchronized ObjectNode answer(Function<ObjectNode, ObjectNode> operation, ObjectNode request) {
        if (isClosed) {
            throw new TableFault("InternalServerError", "the tables are closed");
        }
        ObjectNode answer = operation.apply(request);
        store.commitIfMuch();
        return answer;
    }

    private Function<ObjectNode, ObjectNode> operation(String target) {
        boolean isOurs = target != null && target.startsWith(PREFIX);
        Function<ObjectNode, ObjectNode> operation = isOurs ? operations.get(target.substring(PREFIX.length())) : null;
        if (operation == null) {
            throw new TableFault("UnknownOperationException", "the local table does not support " + target);
        }
        return operation;
    }

    private static ObjectNode read(String body) {
        try {
            JsonNode request = JSON.readTree(body);
            if (request instanceof ObjectNode members) {
                Unsupported.check(members);
                return members;
            }
        } catch (JsonProcessingException e) {
            throw new TableFault("SerializationException", "the body is no JSON document");
        }
        throw new TableFault("SerializationException", "the body is no JSON object");
    }

    private ScheduledExecutorService startCommits() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "table-commits");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::commit, COMMITS.toMillis(), COMMITS.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }

    private synchronized void commit() {
        long begin = System.nanoTime();
        if (!isClosed && begin - nextCommit >= 0) {
            store.commit();
            nextCommit = begin + SELDOM * (System.nanoTime() - begin);
        }
    }
}
