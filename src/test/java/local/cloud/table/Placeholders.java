package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Placeholders for names and values in a request's expressions. Each used placeholder must be defined, and each defined
 * one must be used.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">attribute names</a>
 */
final class Placeholders {

    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** @param expressions members of the request that may use them */
    static Placeholders of(JsonNode request, List<String> expressions) {
        Placeholders read = new Placeholders();
        boolean hasExpressions = expressions.stream().anyMatch(request::has);
        for (String member : List.of(NAMES, VALUES)) {
            if (request.has(member) && !hasExpressions) {
                throw invalid("%s can only be specified when using expressions", member);
            }
            if (request.has(member) && request.path(member).isEmpty()) {
                throw invalid("%s must not be empty", member);
            }
        }
        request.path(NAMES).propertyStream().forEach(name -> {
            checkSyntax(NAMES, "#", name.getKey());
            read.names.put(name.getKey(), name.getValue().asText());
        });
        request.path(VALUES).propertyStream().forEach(value -> {
            checkSyntax(VALUES, ":", value.getKey());
            read.values.put(value.getKey(), value(value));
        });
        return read;
    }

    String name(Tokens tokens, String placeholder) {
        used.add(placeholder);
        if (!names.containsKey(placeholder)) {
            throw tokens.fault("An expression attribute name used in the document path is not defined; attribute name: "
                    + placeholder);
        }
        return names.get(placeholder);
    }

    JsonNode value(Tokens tokens, String placeholder) {
        used.add(placeholder);
        if (!values.containsKey(placeholder)) {
            throw tokens.fault(
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return values.get(placeholder);
    }

    void checkAllAreUsed() {
        check(NAMES, names.keySet());
        check(VALUES, values.keySet());
    }

    private void check(String member, Set<String> defined) {
        Set<String> unused = new TreeSet<>(defined);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw invalid("Value provided in %s unused in expressions: keys: {%s}", member, String.join(", ", unused));
        }
    }

    private static void checkSyntax(String member, String first, String key) {
        if (!key.matches(first + "\\w+")) {
            throw invalid("%s contains invalid key: Syntax error; key: \"%s\"", member, key);
        }
    }

    private static JsonNode value(Map.Entry<String, JsonNode> value) {
        try {
            return ValueReader.value(value.getValue());
        } catch (TableFault wrong) {
            throw new TableFault(
                    wrong.code(),
                    "ExpressionAttributeValues contains invalid value: " + wrong.getMessage() + " for key "
                            + value.getKey());
        }
    }
}
