package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * TransactWriteItems and TransactGetItems: all or nothing, for twice the usual units.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">transactions</a>
 */
final class Transactions {

    private static final int MOST = 100;

    /** "aggregate size of the items in the transaction cannot exceed 4 MB" */
    private static final long LARGEST = 4 << 20;

    /** "A client request token is valid for 10 minutes after the first request that uses it is completed." */
    private static final Duration TOKEN = Duration.ofMinutes(10);

    private static final String TOKEN_MEMBER = "ClientRequestToken";
    private static final Set<String> OF_AN_ITEM = Set.of("ConditionalCheckFailedException", "ValidationException");

    private record Done(JsonNode request, Instant at) {}

    private final TableStore store;
    private final Throughput throughput;
    private final ItemReads reads;
    private final ItemWrites writes;
    private final Clock clock;
    private final Map<String, Done> done = new HashMap<>();

    Transactions(TableStore store, Throughput throughput, ItemReads reads, ItemWrites writes, Clock clock) {
        this.store = store;
        this.throughput = throughput;
        this.reads = reads;
        this.writes = writes;
        this.clock = clock;
    }

    ObjectNode get(JsonNode request) {
        JsonNode parts = request.path("TransactItems");
        checkCount(parts);
        Map<String, ConsumedCapacity> used = new TreeMap<>();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = answer.putArray("Responses");
        Set<List<Object>> keys = new HashSet<>();
        long bytes = 0;
        for (JsonNode part : parts) {
            JsonNode get = part.path("Get");
            Table table = store.table(get.path("TableName").asText());
            ObjectNode key = table.schema().keys().read(get.path("Key"));
            checkOnce(keys.add(List.of(table.schema().name(), key)));
            Projection projection = ItemReads.projection(get);
            ObjectNode item = reads.read(table, key, 2, capacity(used, table, request));
            bytes += ItemSize.of(item);
            ObjectNode response = responses.addObject();
            if (item != null) {
                response.set("Item", projection.of(item));
            }
        }
        checkSize(bytes);
        return withCapacity(answer, used);
    }

    ObjectNode write(JsonNode request) {
        if (isRepeated(request)) {
            return withCapacity(JsonNodeFactory.instance.objectNode(), Map.of());
        }
        List<ItemWrite> parts = parts(request.path("TransactItems"));
        List<ItemWrite.Outcome> outcomes = prepare(parts);
        checkSize(outcomes.stream()
                .mapToLong(outcome -> Math.max(ItemSize.of(outcome.old()), ItemSize.of(outcome.now())))
                .sum());
        outcomes.forEach(
                outcome -> throughput.checkWrite(outcome.write().table().schema(), outcome.old(), outcome.now()));
        Map<String, ConsumedCapacity> used = new TreeMap<>();
        outcomes.forEach(
                outcome -> writes.apply(outcome, capacity(used, outcome.write().table(), request), 2));
        if (request.has(TOKEN_MEMBER)) {
            done.put(request.path(TOKEN_MEMBER).asText(), new Done(request.path("TransactItems"), clock.instant()));
        }
        return withCapacity(JsonNodeFactory.instance.objectNode(), used);
    }

    private List<ItemWrite> parts(JsonNode asked) {
        checkCount(asked);
        List<ItemWrite> parts = new ArrayList<>();
        Set<List<Object>> keys = new HashSet<>();
        for (JsonNode part : asked) {
            ItemWrite write = part(part);
            checkOnce(keys.add(List.of(write.table().schema().name(), write.key())));
            parts.add(write);
        }
        return parts;
    }

    private ItemWrite part(JsonNode part) {
        if (part.size() != 1) {
            throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        JsonNode request = part.iterator().next();
        Table table = store.table(request.path("TableName").asText());
        return switch (part.fieldNames().next()) {
            case "Put" -> ItemWrite.put(table, request);
            case "Update" -> ItemWrite.update(table, request);
            case "Delete" -> ItemWrite.delete(table, request);
            default -> ItemWrite.check(table, request);
        };
    }

    /** @throws TableFault with a reason for each part, if one of them fails */
    private static List<ItemWrite.Outcome> prepare(List<ItemWrite> parts) {
        List<ItemWrite.Outcome> outcomes = new ArrayList<>();
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        for (ItemWrite part : parts) {
            try {
                outcomes.add(part.prepare());
                reasons.addObject().put("Code", "None");
            } catch (TableFault fault) {
                if (!OF_AN_ITEM.contains(fault.code())) {
                    throw fault;
                }
                ObjectNode reason = reasons.addObject()
                        .put("Code", fault.code().startsWith("Cond") ? "ConditionalCheckFailed" : "ValidationError")
                        .put("Message", fault.getMessage());
                if (!fault.detail("Item").isMissingNode()) {
                    reason.set("Item", fault.detail("Item"));
                }
            }
        }
        if (outcomes.size() == parts.size()) {
            return outcomes;
        }
        String codes = reasons.valueStream()
                .map(reason -> reason.path("Code").asText())
                .collect(Collectors.joining(", ", "[", "]"));
        throw new TableFault(
                        "TransactionCanceledException",
                        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes)
                .with("CancellationReasons", reasons);
    }

    private boolean isRepeated(JsonNode request) {
        Instant begin = clock.instant().minus(TOKEN);
        done.values().removeIf(each -> each.at().isBefore(begin));
        Done before = done.get(request.path(TOKEN_MEMBER).asText());
        if (before != null && !before.request().equals(request.path("TransactItems"))) {
            throw new TableFault(
                    "IdempotentParameterMismatchException",
                    "A request with the same client token and other parameters was done before");
        }
        return before != null;
    }

    private static void checkCount(JsonNode parts) {
        if (parts.isEmpty() || parts.size() > MOST) {
            throw invalid(
                    "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have"
                            + " length between 1 and 100");
        }
    }

    private static void checkOnce(boolean isNew) {
        if (!isNew) {
            throw invalid("Transaction request cannot include multiple operations on one item");
        }
    }

    private static void checkSize(long bytes) {
        if (bytes > LARGEST) {
            throw invalid("Collection size of items in the transaction exceeds 4 MB");
        }
    }

    private static ConsumedCapacity capacity(Map<String, ConsumedCapacity> used, Table table, JsonNode request) {
        return used.computeIfAbsent(table.schema().name(), any -> new ConsumedCapacity(table, request));
    }

    private static ObjectNode withCapacity(ObjectNode answer, Map<String, ConsumedCapacity> used) {
        used.values().stream()
                .filter(ConsumedCapacity::isAskedFor)
                .forEach(capacity -> answer.withArray("ConsumedCapacity").add(capacity.json()));
        return answer;
    }
}
