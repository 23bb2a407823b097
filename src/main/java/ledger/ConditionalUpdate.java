package ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Collects the parts of one conditional UpdateItem. Attribute names follow #, because many are reserved words; values
 * follow a colon.
 */
final class ConditionalUpdate {

    private static final Pattern NAME = Pattern.compile("#\\w+");

    /**
     * The attribute names in each expression. There is one expression for each kind of write, so the map stays small.
     */
    private static final Map<String, Map<String, String>> NAMES = new ConcurrentHashMap<>();

    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private String condition;

    ConditionalUpdate when(String condition) {
        this.condition = condition;
        return this;
    }

    ConditionalUpdate with(String name, AttributeValue value) {
        values.put(":" + name, value);
        return this;
    }

    ConditionalUpdate set(String attribute, AttributeValue value) {
        return set(attribute, ":" + attribute).with(attribute, value);
    }

    ConditionalUpdate set(String attribute, String expression) {
        sets.add("#" + attribute + " = " + expression);
        return this;
    }

    ConditionalUpdate setOnce(String attribute, AttributeValue value) {
        return set(attribute, "if_not_exists(#" + attribute + ", :" + attribute + ")")
                .with(attribute, value);
    }

    ConditionalUpdate remove(String path) {
        removes.add("#" + path);
        return this;
    }

    /** @return the request; its answer contains no row, unless it is refused */
    UpdateItemRequest of(String table, DeliveryId id) {
        return of(table, id, ReturnValue.NONE);
    }

    UpdateItemRequest of(String table, DeliveryId id, ReturnValue answer) {
        String expression = "SET " + String.join(", ", sets);
        if (!removes.isEmpty()) {
            expression += " REMOVE " + String.join(", ", removes);
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Row.key(id))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(names(expression + " " + condition))
                .expressionAttributeValues(values)
                .returnValues(answer)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static Map<String, String> names(String expressions) {
        return NAMES.computeIfAbsent(expressions, ConditionalUpdate::read);
    }

    private static Map<String, String> read(String expressions) {
        return NAME.matcher(expressions)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> name.substring(1)));
    }
}
