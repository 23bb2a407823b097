package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition of a statement: one of the values must be the request's. A request without the key does not fulfil it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     condition operators</a>
 */
public record Condition(Operator operator, String key, Set<String> values) {

    /** Those that the shipped policies use; any other is an error. */
    public enum Operator {
        StringEquals,
        ArnLike
    }

    static Set<Condition> of(JsonNode block) {
        Set<Condition> conditions = new HashSet<>();
        block.fields()
                .forEachRemaining(operator -> operator.getValue()
                        .fields()
                        .forEachRemaining(key -> conditions.add(new Condition(
                                Operator.valueOf(operator.getKey()),
                                key.getKey(),
                                Grant.texts(key.getValue()).collect(Collectors.toSet())))));
        return conditions;
    }

    boolean holds(Map<String, String> request) {
        String asked = request.get(key);
        return asked != null
                && values.stream().anyMatch(value -> switch (operator) {
                    case StringEquals -> value.equals(asked);
                    case ArnLike -> Wildcards.inArn(value, asked);
                });
    }
}
