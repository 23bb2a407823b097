package doctor.aws;

import com.fasterxml.jackson.databind.JsonNode;
import doctor.aws.PolicyDocument.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A condition of a statement.
 *
 * @param key the condition key in lower case, because AWS ignores case
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     condition operators</a>
 */
public record PolicyCondition(String operator, String key, List<String> values) {

    public static Stream<PolicyCondition> of(JsonNode block) {
        return entries(block)
                .flatMap(operator -> entries(operator.getValue())
                        .map(key -> new PolicyCondition(
                                operator.getKey(),
                                key.getKey().toLowerCase(Locale.ROOT),
                                PolicyDocument.texts(key.getValue()).toList())));
    }

    private static Stream<Map.Entry<String, JsonNode>> entries(JsonNode object) {
        return StreamSupport.stream(object.properties().spliterator(), false);
    }

    /** @return ALLOWED if the condition holds, REFUSED if not */
    public Evaluation holds(Map<String, String> request) {
        String value = request.get(key);
        String plain = operator.replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
        if (value == null || values.stream().anyMatch(own -> own.contains("${"))) {
            return Evaluation.UNKNOWN;
        }
        return switch (plain) {
            case "StringEquals" -> decided(values.contains(value));
            case "StringNotEquals" -> decided(!values.contains(value));
            case "StringEqualsIgnoreCase", "Bool" -> decided(values.stream().anyMatch(value::equalsIgnoreCase));
            case "StringLike" -> decided(values.stream().anyMatch(own -> Wildcard.matches(own, value)));
            case "StringNotLike" -> decided(values.stream().noneMatch(own -> Wildcard.matches(own, value)));
            case "ArnEquals", "ArnLike" -> decided(values.stream().anyMatch(own -> Wildcard.matchesArn(own, value)));
            case "ArnNotEquals", "ArnNotLike" ->
                decided(values.stream().noneMatch(own -> Wildcard.matchesArn(own, value)));
            case "Null" -> decided(values.contains("false"));
            default -> Evaluation.UNKNOWN;
        };
    }

    private static Evaluation decided(boolean holds) {
        return holds ? Evaluation.ALLOWED : Evaluation.REFUSED;
    }
}
