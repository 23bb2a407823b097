package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The condition of a query: one partition, and at most one range of its sort key.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">key conditions</a>
 */
final class KeyCondition {

    private static final String MEMBER = "KeyConditionExpression";
    private static final Set<String> COMPARATORS = Set.of("=", "<", "<=", ">", ">=");

    /** One of the condition's terms; there are one or two. */
    private record Term(String attribute, String operator, List<JsonNode> values) {}

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final List<Term> terms = new ArrayList<>();

    private KeyCondition(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    static KeyCondition read(JsonNode request, Placeholders placeholders) {
        if (!request.has(MEMBER)) {
            throw invalid(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        KeyCondition condition =
                new KeyCondition(new Tokens(MEMBER, request.path(MEMBER).asText()), placeholders);
        condition.terms();
        condition.tokens.expectEnd();
        return condition;
    }

    /** @return the condition for the partition key alone */
    ObjectNode partition(KeySchema keys) {
        Term partition = term(keys.partition());
        if (!partition.operator().equals("=")) {
            throw invalid("Query key condition not supported");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .set(partition.attribute(), partition.values().get(0));
    }

    ItemRange range(KeySchema keys) {
        byte[] partition = keys.partitionBytes(partition(keys));
        if (terms.size() == 1) {
            return ItemRange.of(partition);
        }
        if (keys.sort() == null || terms.size() > 2) {
            throw invalid("Query key condition not supported");
        }
        return between(partition, term(keys.sort()));
    }

    private void terms() {
        do {
            if (tokens.takeIf("(")) {
                terms();
                tokens.expect(")");
            } else if (tokens.peek().equalsIgnoreCase("NOT")) {
                throw wrongOperator("NOT");
            } else {
                terms.add(term());
            }
            if (tokens.peek().equalsIgnoreCase("OR")) {
                throw wrongOperator("OR");
            }
        } while (tokens.takeIf("AND"));
    }

    private Term term() {
        if (tokens.isFunction()) {
            return beginsWith();
        }
        if (tokens.peek().startsWith(":")) {
            return turned();
        }
        String attribute = attribute();
        if (tokens.takeIf("BETWEEN")) {
            JsonNode lower = value();
            tokens.expect("AND");
            JsonNode upper = value();
            ConditionParser.checkBounds(tokens, new Operand.Constant(lower), new Operand.Constant(upper));
            return new Term(attribute, "BETWEEN", List.of(lower, upper));
        }
        return new Term(attribute, comparator(), List.of(value()));
    }

    /** {@code :value < name} */
    private Term turned() {
        JsonNode value = value();
        String comparator = comparator();
        String other = comparator.startsWith("<") ? comparator.replace('<', '>') : comparator.replace('>', '<');
        return new Term(attribute(), other, List.of(value));
    }

    private Term beginsWith() {
        String function = tokens.take();
        if (!function.equals("begins_with")) {
            throw wrongOperator(function);
        }
        tokens.expect("(");
        String attribute = attribute();
        tokens.expect(",");
        JsonNode prefix = value();
        tokens.expect(")");
        if (AttributeValues.type(prefix).equals("N")) {
            throw tokens.fault("Incorrect operand type for operator or function; operator or function: begins_with,"
                    + " operand type: N");
        }
        return new Term(attribute, "begins_with", List.of(prefix));
    }

    private String comparator() {
        String comparator = tokens.peek();
        if (comparator.equals("<>") || comparator.equalsIgnoreCase("IN")) {
            throw wrongOperator(comparator);
        }
        if (!COMPARATORS.contains(comparator)) {
            throw tokens.syntaxError();
        }
        return tokens.take();
    }

    private String attribute() {
        DocumentPath path = DocumentPath.read(tokens, placeholders);
        if (!path.isAttribute()) {
            throw tokens.fault("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        return path.attribute();
    }

    private JsonNode value() {
        if (!tokens.peek().startsWith(":")) {
            throw tokens.fault(
                    "KeyConditionExpressions must compare a key to a value; token: \"" + tokens.peek() + "\"");
        }
        return placeholders.value(tokens, tokens.take());
    }

    private static ItemRange between(byte[] partition, Term sort) {
        JsonNode value = sort.values().get(0);
        byte[] key = new KeyBytes().add(partition).add(value).toArray();
        ItemRange all = ItemRange.of(partition);
        return switch (sort.operator()) {
            case "=" -> ItemRange.of(key);
            case "<" -> new ItemRange(all.from(), key);
            case "<=" -> new ItemRange(all.from(), KeyBytes.behind(key));
            case ">" -> new ItemRange(KeyBytes.behind(key), all.until());
            case ">=" -> new ItemRange(key, all.until());
            case "begins_with" ->
                ItemRange.of(new KeyBytes().add(partition).prefix(value).toArray());
            default -> {
                byte[] upper =
                        new KeyBytes().add(partition).add(sort.values().get(1)).toArray();
                yield new ItemRange(key, KeyBytes.behind(upper));
            }
        };
    }

    private Term term(KeySchema.KeyAttribute key) {
        List<Term> of = terms.stream()
                .filter(term -> term.attribute().equals(key.name()))
                .toList();
        if (of.isEmpty()) {
            throw invalid("Query condition missed key schema element: %s", key.name());
        }
        if (of.size() > 1) {
            throw tokens.fault("KeyConditionExpressions must only contain one condition per key");
        }
        for (JsonNode value : of.get(0).values()) {
            if (!AttributeValues.type(value).equals(key.type())) {
                throw invalid(
                        "One or more parameter values were invalid: Condition parameter type does not match schema type");
            }
            if (!key.type().equals("N")
                    && ItemSize.value(value) == 0
                    && !of.get(0).operator().equals("begins_with")) {
                throw invalid(
                        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                                + " empty string value. Key: %s",
                        key.name());
            }
        }
        return of.get(0);
    }

    private TableFault wrongOperator(String operator) {
        return tokens.fault("Invalid operator used in KeyConditionExpression: " + operator);
    }
}
