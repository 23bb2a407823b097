package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parts of an item that an answer contains.
 *
 * @param paths null for the whole item
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">projection expressions</a>
 */
record Projection(List<DocumentPath> paths) {

    static final Projection WHOLE = new Projection(null);

    static Projection read(JsonNode request, Placeholders placeholders) {
        String member = "ProjectionExpression";
        if (!request.has(member)) {
            return WHOLE;
        }
        Tokens tokens = new Tokens(member, request.path(member).asText());
        List<DocumentPath> paths = new ArrayList<>();
        do {
            DocumentPath path = DocumentPath.read(tokens, placeholders);
            for (DocumentPath other : paths) {
                path.checkBeside(other, tokens);
            }
            paths.add(path);
        } while (tokens.takeIf(","));
        tokens.expectEnd();
        return new Projection(paths);
    }

    ObjectNode of(ObjectNode item) {
        if (paths == null) {
            return item;
        }
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        Map<String, List<DocumentPath>> byAttribute =
                paths.stream().collect(Collectors.groupingBy(DocumentPath::attribute));
        byAttribute.forEach((name, some) -> {
            JsonNode part = item.has(name) ? part(item.get(name), rests(some)) : null;
            if (part != null) {
                parts.set(name, part);
            }
        });
        return parts;
    }

    /** @return the part at the paths; null if there is nothing */
    private static JsonNode part(JsonNode value, List<List<Object>> rests) {
        if (rests.stream().anyMatch(List::isEmpty)) {
            return value;
        }
        Map<Object, List<List<Object>>> byStep = new TreeMap<>(rests.stream()
                .collect(Collectors.groupingBy(
                        rest -> rest.get(0),
                        Collectors.mapping(rest -> rest.subList(1, rest.size()), Collectors.toList()))));
        String type = AttributeValues.type(value);
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        byStep.forEach((step, inner) -> {
            JsonNode inside = type.equals("M") && step instanceof String name
                    ? AttributeValues.content(value).get(name)
                    : type.equals("L") && step instanceof Integer position
                            ? AttributeValues.content(value).get(position)
                            : null;
            JsonNode part = inside == null ? null : part(inside, inner);
            if (part != null && type.equals("M")) {
                members.set((String) step, part);
            } else if (part != null) {
                elements.add(part);
            }
        });
        return !members.isEmpty()
                ? AttributeValues.of("M", members)
                : !elements.isEmpty() ? AttributeValues.of("L", elements) : null;
    }

    private static List<List<Object>> rests(List<DocumentPath> paths) {
        return paths.stream()
                .map(path -> path.steps().subList(1, path.steps().size()))
                .toList();
    }
}
