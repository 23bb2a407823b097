package local.constraints;

import static local.constraints.DynamoDbRules.INVALID;
import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that a request's expressions use only defined names and values, and all of them. The local tables check their
 * grammar and reserved words.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">attribute names</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters">limits of expressions</a>
 */
record DynamoDbExpressions(JsonNode input) {

    /** "The maximum length of any expression string is 4 KB." */
    private static final int LONGEST = 4096;

    private static final List<String> EXPRESSIONS = List.of(
            "ConditionExpression",
            "FilterExpression",
            "KeyConditionExpression",
            "ProjectionExpression",
            "UpdateExpression");

    private static final Pattern NAME = Pattern.compile("#\\w+");
    private static final Pattern VALUE = Pattern.compile(":\\w+");

    Stream<Fault> faults() {
        String all = EXPRESSIONS.stream()
                .map(expression -> input.path(expression).asText())
                .collect(Collectors.joining(" "));
        return Stream.of(
                        EXPRESSIONS.stream()
                                .flatMap(expression -> length(
                                        expression, input.path(expression).asText())),
                        EXPRESSIONS.stream()
                                .filter(expression -> input.has(expression)
                                        && input.path(expression).asText().isBlank())
                                .map(empty ->
                                        new Fault(INVALID, "Invalid " + empty + ": The expression can not be empty;")),
                        compare("ExpressionAttributeNames", NAME, all),
                        compare("ExpressionAttributeValues", VALUE, all))
                .flatMap(each -> each);
    }

    private Stream<Fault> compare(String member, Pattern pattern, String expressions) {
        Set<String> used = pattern.matcher(expressions)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> defined = new TreeSet<>();
        input.path(member).fieldNames().forEachRemaining(defined::add);
        Set<String> unused = new TreeSet<>(defined);
        unused.removeAll(used);
        used.removeAll(defined);
        return Stream.of(
                        when(input.has(member) && defined.isEmpty(), INVALID, member + " must not be empty"),
                        when(
                                !unused.isEmpty(),
                                INVALID,
                                "Value provided in " + member + " unused in expressions: keys: " + unused),
                        when(
                                !used.isEmpty(),
                                INVALID,
                                "An expression attribute used in an expression is not defined in " + member + ": "
                                        + used))
                .flatMap(each -> each);
    }

    private static Stream<Fault> length(String name, String expression) {
        return when(
                expression.length() > LONGEST,
                INVALID,
                "Invalid " + name + ": Expression size has exceeded the maximum allowed size; " + expression.length());
    }
}
