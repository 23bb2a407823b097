package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import local.cloud.table.UpdateExpression.Action;

/**
 * Update expressions: the sections SET, REMOVE, ADD and DELETE, each at most once.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">grammar</a>
 */
final class UpdateParser {

    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");

    /** Computes the value of a part of SET; null if the item lacks the attribute. */
    private interface Operation extends Function<JsonNode, JsonNode> {}

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final List<Action> actions = new ArrayList<>();

    private UpdateParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** @return an update that changes nothing if the request has no expression */
    static UpdateExpression read(JsonNode request, Placeholders placeholders) {
        String member = "UpdateExpression";
        if (!request.has(member)) {
            return new UpdateExpression(List.of());
        }
        UpdateParser parser =
                new UpdateParser(new Tokens(member, request.path(member).asText()), placeholders);
        parser.sections();
        parser.checkPaths();
        return new UpdateExpression(List.copyOf(parser.actions));
    }

    private void sections() {
        Set<String> seen = new HashSet<>();
        do {
            String section = tokens.peek().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw tokens.syntaxError();
            }
            tokens.take();
            if (!seen.add(section)) {
                throw tokens.fault("The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                actions.add(action(section));
            } while (tokens.takeIf(","));
        } while (!tokens.peek().isEmpty());
    }

    private Action action(String section) {
        DocumentPath path = DocumentPath.read(tokens, placeholders);
        return switch (section) {
            case "SET" -> {
                tokens.expect("=");
                yield Action.set(path, sum());
            }
            case "REMOVE" -> Action.remove(path);
            case "ADD" -> Action.add(path, value("ADD", Set.of("N", "SS", "NS", "BS")));
            default -> Action.delete(path, value("DELETE", AttributeValues.SETS));
        };
    }

    private JsonNode value(String section, Set<String> types) {
        if (!tokens.peek().startsWith(":")) {
            throw tokens.syntaxError();
        }
        JsonNode value = placeholders.value(tokens, tokens.take());
        if (!types.contains(AttributeValues.type(value))) {
            throw wrongType(section, value);
        }
        return value;
    }

    private Operation sum() {
        Operation left = operand();
        String sign = tokens.peek();
        if (!sign.equals("+") && !sign.equals("-")) {
            return item -> present(left.apply(item));
        }
        tokens.take();
        Operation right = operand();
        return item -> {
            JsonNode one = present(left.apply(item));
            JsonNode other = present(right.apply(item));
            if (!isNumber(one) || !isNumber(other)) {
                throw UpdateExpression.wrongType();
            }
            return AttributeValues.number(
                    sign.equals("+")
                            ? AttributeValues.number(one).add(AttributeValues.number(other))
                            : AttributeValues.number(one).subtract(AttributeValues.number(other)));
        };
    }

    private Operation operand() {
        if (tokens.takeIf("(")) {
            Operation inside = sum();
            tokens.expect(")");
            return inside;
        }
        if (tokens.peek().startsWith(":")) {
            JsonNode value = placeholders.value(tokens, tokens.take());
            return item -> value;
        }
        if (tokens.isFunction()) {
            return function(tokens.take());
        }
        DocumentPath path = DocumentPath.read(tokens, placeholders);
        return path::in;
    }

    private Operation function(String name) {
        if (!Set.of("if_not_exists", "list_append").contains(name)) {
            throw ConditionParser.wrongFunction(tokens, name);
        }
        tokens.expect("(");
        boolean beginsWithPath = !tokens.peek().startsWith(":") && !tokens.isFunction();
        if (name.equals("if_not_exists") && !beginsWithPath) {
            throw tokens.fault("Operator or function requires a document path; operator or function: if_not_exists");
        }
        Operation first = operand();
        tokens.expect(",");
        Operation second = operand();
        tokens.expect(")");
        return name.equals("list_append")
                ? item -> append(present(first.apply(item)), present(second.apply(item)))
                : item -> first.apply(item) == null ? second.apply(item) : first.apply(item);
    }

    private static JsonNode append(JsonNode one, JsonNode other) {
        if (!AttributeValues.type(one).equals("L")
                || !AttributeValues.type(other).equals("L")) {
            throw UpdateExpression.wrongType();
        }
        ArrayNode both = JsonNodeFactory.instance.arrayNode();
        both.addAll((ArrayNode) AttributeValues.content(one)).addAll((ArrayNode) AttributeValues.content(other));
        return AttributeValues.of("L", both);
    }

    private static boolean isNumber(JsonNode value) {
        return AttributeValues.type(value).equals("N");
    }

    private static JsonNode present(JsonNode value) {
        if (value == null) {
            throw invalid("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private void checkPaths() {
        for (int i = 0; i < actions.size(); i++) {
            for (int j = i + 1; j < actions.size(); j++) {
                actions.get(j).path().checkBeside(actions.get(i).path(), tokens);
            }
        }
    }

    private TableFault wrongType(String section, JsonNode value) {
        return tokens.fault("Incorrect operand type for operator or function; operator: " + section + ", operand type: "
                + AttributeValues.type(value));
    }
}
