package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One write of one item.
 *
 * @param condition the condition that the item must satisfy
 * @param returnsItem whether the error for a failed condition contains the item
 * @param touched the attributes that an update names; empty for other writes
 * @param change computes the new item from the old one; null means that there is no item
 */
record ItemWrite(
        Table table,
        ObjectNode key,
        ItemCondition condition,
        boolean returnsItem,
        List<DocumentPath> touched,
        UnaryOperator<ObjectNode> change) {

    private static final String CONDITION = "ConditionExpression";

    /** The result: the item before and after. */
    record Outcome(ItemWrite write, ObjectNode old, ObjectNode now) {}

    static ItemWrite put(Table table, JsonNode request) {
        ObjectNode item = ValueReader.attributes(request.path("Item"));
        table.schema().check(item);
        if (ItemSize.of(item) > ItemSize.LARGEST) {
            throw invalid("Item size has exceeded the maximum allowed size");
        }
        Placeholders placeholders = Placeholders.of(request, List.of(CONDITION));
        ItemCondition condition = condition(request, placeholders);
        placeholders.checkAllAreUsed();
        ObjectNode key = table.schema().keys().of(item);
        return new ItemWrite(table, key, condition, returnsItem(request), List.of(), old -> item);
    }

    static ItemWrite delete(Table table, JsonNode request) {
        Placeholders placeholders = Placeholders.of(request, List.of(CONDITION));
        ItemCondition condition = condition(request, placeholders);
        placeholders.checkAllAreUsed();
        return new ItemWrite(table, key(table, request), condition, returnsItem(request), List.of(), old -> null);
    }

    /** A condition without a write, as in a transaction. */
    static ItemWrite check(Table table, JsonNode request) {
        if (!request.has(CONDITION)) {
            throw invalid("The expression can not be empty;");
        }
        ItemWrite delete = delete(table, request);
        return new ItemWrite(table, delete.key, delete.condition, delete.returnsItem, List.of(), old -> old);
    }

    static ItemWrite update(Table table, JsonNode request) {
        Placeholders placeholders = Placeholders.of(request, List.of("UpdateExpression", CONDITION));
        UpdateExpression update = UpdateParser.read(request, placeholders);
        ItemCondition condition = condition(request, placeholders);
        placeholders.checkAllAreUsed();
        update.checkKeepsKey(table.schema().keys());
        ObjectNode key = key(table, request);
        return new ItemWrite(table, key, condition, returnsItem(request), update.paths(), old -> {
            ObjectNode now = update.applyTo(old == null ? key : old);
            table.schema().check(now);
            if (ItemSize.of(now) > ItemSize.LARGEST) {
                throw invalid("Item size to update has exceeded the maximum allowed size");
            }
            return now;
        });
    }

    /** Evaluates the condition without changing anything. @throws TableFault if the condition is false */
    Outcome prepare() {
        ObjectNode old = table.get(key);
        if (!condition.holds(old == null ? JsonNodeFactory.instance.objectNode() : old)) {
            TableFault failed = TableFault.conditionFailed();
            throw returnsItem && old != null ? failed.with("Item", old) : failed;
        }
        return new Outcome(this, old, change.apply(old));
    }

    private static ObjectNode key(Table table, JsonNode request) {
        return table.schema().keys().read(request.path("Key"));
    }

    private static ItemCondition condition(JsonNode request, Placeholders placeholders) {
        return ConditionParser.read(request, CONDITION, placeholders, new HashSet<>());
    }

    private static boolean returnsItem(JsonNode request) {
        return request.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD");
    }
}
