package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Condition and filter expressions: OR, AND, NOT, parentheses, comparisons, BETWEEN, IN and functions, from lowest to
 * highest precedence.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">grammar</a>
 */
final class ConditionParser {

    /** "a list of up to 100 values" */
    private static final int MOST_CHOICES = 100;

    /** "The maximum number of operators or functions in an expression is 300." */
    private static final int DEEPEST = 300;

    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> TYPES = Set.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M");

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final Set<String> attributes;
    private int depth;

    private ConditionParser(Tokens tokens, Placeholders placeholders, Set<String> attributes) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.attributes = attributes;
    }

    /**
     * @param member ConditionExpression or FilterExpression; every item satisfies a missing one
     * @param attributes a set to which the names of all attributes in the condition are added
     */
    static ItemCondition read(JsonNode request, String member, Placeholders placeholders, Set<String> attributes) {
        if (!request.has(member)) {
            return ItemCondition.NONE;
        }
        Tokens tokens = new Tokens(member, request.path(member).asText());
        ItemCondition condition = new ConditionParser(tokens, placeholders, attributes).or();
        tokens.expectEnd();
        return condition;
    }

    static TableFault wrongFunction(Tokens tokens, String name) {
        Set<String> known = Set.of(
                "attribute_exists",
                "attribute_not_exists",
                "attribute_type",
                "begins_with",
                "contains",
                "size",
                "if_not_exists",
                "list_append");
        return tokens.fault(
                known.contains(name)
                        ? "The function is not allowed to be used this way in an expression; function: " + name
                        : "Invalid function name; function: " + name);
    }

    private ItemCondition or() {
        ItemCondition condition = and();
        while (tokens.takeIf("OR")) {
            condition = condition.or(and());
        }
        return condition;
    }

    private ItemCondition and() {
        ItemCondition condition = not();
        while (tokens.takeIf("AND")) {
            condition = condition.and(not());
        }
        return condition;
    }

    private ItemCondition not() {
        return tokens.takeIf("NOT") ? not().not() : single();
    }

    private ItemCondition single() {
        if (tokens.takeIf("(")) {
            if (++depth > DEEPEST) {
                throw tokens.fault("The expression contains too many nested parentheses");
            }
            ItemCondition inside = or();
            tokens.expect(")");
            depth--;
            return inside;
        }
        return tokens.isFunction() && !tokens.peek().equals("size") ? function() : comparison();
    }

    private ItemCondition comparison() {
        Operand left = operand();
        if (tokens.takeIf("BETWEEN")) {
            Operand lower = operand();
            tokens.expect("AND");
            return between(left, lower, operand());
        }
        if (tokens.takeIf("IN")) {
            return in(left);
        }
        if (!COMPARATORS.contains(tokens.peek())) {
            throw left instanceof Operand.SizeOf ? wrongFunction(tokens, "size") : tokens.syntaxError();
        }
        String comparator = tokens.take();
        return compare(comparator, left, operand());
    }

    private Operand operand() {
        Operand operand = Operand.read(tokens, placeholders);
        if (operand instanceof Operand.AtPath path) {
            attributes.add(path.path().attribute());
        } else if (operand instanceof Operand.SizeOf size) {
            attributes.add(size.path().attribute());
        }
        return operand;
    }

    private ItemCondition compare(String comparator, Operand left, Operand right) {
        if (left instanceof Operand.AtPath path && left.equals(right)) {
            throw tokens.fault(
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + comparator + ", first operand: " + path.path());
        }
        if (comparator.equals("=")) {
            return item -> left.in(item) != null && left.in(item).equals(right.in(item));
        }
        if (comparator.equals("<>")) {
            // a missing attribute differs from every value
            return item -> left.in(item) == null || !left.in(item).equals(right.in(item));
        }
        checkOrdered(comparator, left);
        checkOrdered(comparator, right);
        return item -> {
            JsonNode one = left.in(item);
            JsonNode other = right.in(item);
            return one != null
                    && other != null
                    && AttributeValues.areComparable(one, other)
                    && holds(comparator, AttributeValues.compare(one, other));
        };
    }

    static boolean holds(String comparator, int order) {
        return switch (comparator) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(comparator);
        };
    }

    private ItemCondition between(Operand value, Operand lower, Operand upper) {
        checkOrdered("BETWEEN", lower);
        checkOrdered("BETWEEN", upper);
        checkBounds(tokens, lower, upper);
        return compare(">=", value, lower).and(compare("<=", value, upper));
    }

    /** Both operands are values of the request. */
    static void checkBounds(Tokens tokens, Operand lower, Operand upper) {
        if (lower.type().isEmpty()
                || upper.type().isEmpty()
                || !(lower instanceof Operand.Constant from)
                || !(upper instanceof Operand.Constant to)) {
            return;
        }
        if (!from.type().equals(to.type())) {
            throw tokens.fault(
                    "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand:"
                            + " AttributeValue: " + from.value() + ", upper bound operand: AttributeValue: "
                            + to.value());
        }
        if (AttributeValues.compare(from.value(), to.value()) > 0) {
            throw tokens.fault(
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower"
                            + " bound operand: AttributeValue: " + from.value()
                            + ", upper bound operand: AttributeValue: "
                            + to.value());
        }
    }

    private ItemCondition in(Operand value) {
        List<Operand> choices = list();
        if (choices.size() > MOST_CHOICES) {
            throw tokens.fault(
                    "The IN operator is provided with too many operands; number of operands: " + choices.size());
        }
        return choices.stream()
                .map(choice -> compare("=", value, choice))
                .reduce(ItemCondition::or)
                .orElseThrow();
    }

    private List<Operand> list() {
        List<Operand> operands = new ArrayList<>();
        tokens.expect("(");
        do {
            operands.add(operand());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return operands;
    }

    private ItemCondition function() {
        String name = tokens.take();
        List<Operand> operands = list();
        return switch (name) {
            case "attribute_exists" -> exists(name, operands);
            case "attribute_not_exists" -> exists(name, operands).not();
            case "attribute_type" -> hasType(operands);
            case "begins_with" -> beginsWith(operands);
            case "contains" -> contains(operands);
            default -> throw wrongFunction(tokens, name);
        };
    }

    private ItemCondition exists(String name, List<Operand> operands) {
        count(name, operands, 1);
        path(name, operands.get(0));
        return item -> operands.get(0).in(item) != null;
    }

    private ItemCondition hasType(List<Operand> operands) {
        count("attribute_type", operands, 2);
        path("attribute_type", operands.get(0));
        if (!(operands.get(1) instanceof Operand.Constant type) || !type.type().equals("S")) {
            throw wrongType("attribute_type", operands.get(1));
        }
        String wanted = AttributeValues.content(type.value()).textValue();
        if (!TYPES.contains(wanted)) {
            throw tokens.fault("Invalid attribute type name found; type: " + wanted + ", valid types: {"
                    + String.join(",", TYPES) + "}");
        }
        return item -> {
            JsonNode value = operands.get(0).in(item);
            return value != null && AttributeValues.type(value).equals(wanted);
        };
    }

    private ItemCondition beginsWith(List<Operand> operands) {
        count("begins_with", operands, 2);
        for (Operand operand : operands) {
            if (!Set.of("", "S", "B").contains(operand.type())) {
                throw wrongType("begins_with", operand);
            }
        }
        return item -> {
            JsonNode value = operands.get(0).in(item);
            JsonNode prefix = operands.get(1).in(item);
            return value != null
                    && prefix != null
                    && Set.of("S", "B").contains(AttributeValues.type(value))
                    && AttributeValues.type(value).equals(AttributeValues.type(prefix))
                    && AttributeValues.beginsWith(value, prefix);
        };
    }

    private ItemCondition contains(List<Operand> operands) {
        count("contains", operands, 2);
        return item -> {
            JsonNode value = operands.get(0).in(item);
            JsonNode wanted = operands.get(1).in(item);
            return value != null && wanted != null && AttributeValues.contains(value, wanted);
        };
    }

    private void count(String function, List<Operand> operands, int wanted) {
        if (operands.size() != wanted) {
            throw tokens.fault("Incorrect number of operands for operator or function; operator or function: "
                    + function + ", number of operands: " + operands.size());
        }
    }

    private void path(String function, Operand operand) {
        if (!(operand instanceof Operand.AtPath)) {
            throw tokens.fault("Operator or function requires a document path; operator or function: " + function);
        }
    }

    private void checkOrdered(String operator, Operand operand) {
        if (!operand.type().isEmpty() && !AttributeValues.ORDERED.contains(operand.type())) {
            throw wrongType(operator, operand);
        }
    }

    private TableFault wrongType(String operator, Operand operand) {
        return tokens.fault("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + operand.type().toUpperCase(Locale.ROOT));
    }
}
