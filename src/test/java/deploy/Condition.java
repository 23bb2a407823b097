package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A condition of a statement: the request's value must be one of these values. A request without the key does not
 * satisfy it. {@code ForAllValues} checks each of the request's values, and a request without any satisfies it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"> condition operators</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"> keys with several values</a>
 */
public record Condition(boolean forAllValues, Operator operator, String key, Set<String> values) {

    private static final String FOR_ALL_VALUES = "ForAllValues:";

    /** The operators of the shipped policies; any other is an error. */
    public enum Operator {
        StringEquals,
        StringLike,
        ArnLike,
        Null
    }

    static Set<Condition> of(JsonNode block) {
        Set<Condition> conditions = new HashSet<>();
        block.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.add(new Condition(
                                operator.getKey().startsWith(FOR_ALL_VALUES),
                                Operator.valueOf(operator.getKey().replaceFirst("^" + FOR_ALL_VALUES, "")),
                                key.getKey(),
                                Grant.texts(key.getValue()).collect(Collectors.toSet())))));
        return conditions;
    }

    boolean holds(Map<String, Set<String>> request) {
        Set<String> asked = request.getOrDefault(key, Set.of());
        Predicate<String> isAllowed = value -> values.stream().anyMatch(allowed -> isLike(allowed, value));
        if (operator == Operator.Null) {
            return values.contains(Boolean.toString(asked.isEmpty()));
        }
        return forAllValues
                ? asked.stream().allMatch(isAllowed)
                : asked.stream().anyMatch(isAllowed);
    }

    private boolean isLike(String allowed, String value) {
        return switch (operator) {
            case StringEquals -> allowed.equals(value);
            case StringLike -> Wildcards.inText(allowed, value);
            case ArnLike -> Wildcards.inArn(allowed, value);
            case Null -> throw new IllegalStateException("no value is compared");
        };
    }
}
