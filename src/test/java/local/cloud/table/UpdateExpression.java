package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The changes that an update makes to an item. Each action sees the item as it was before the update. */
record UpdateExpression(List<Action> actions) {

    /** An action: sets the path to a value computed from the item; null removes it. */
    record Action(DocumentPath path, boolean isRemoval, Function<JsonNode, JsonNode> value) {

        static Action set(DocumentPath path, Function<JsonNode, JsonNode> value) {
            return new Action(path, false, value);
        }

        static Action remove(DocumentPath path) {
            return new Action(path, true, item -> null);
        }

        static Action add(DocumentPath path, JsonNode more) {
            return new Action(path, false, item -> sum(path.in(item), more));
        }

        static Action delete(DocumentPath path, JsonNode elements) {
            return new Action(path, false, item -> difference(path.in(item), elements));
        }
    }

    List<DocumentPath> paths() {
        return actions.stream().map(Action::path).toList();
    }

    /** @throws TableFault if an action would change the key */
    void checkKeepsKey(KeySchema keys) {
        for (DocumentPath path : paths()) {
            if (keys.has(path.attribute())) {
                throw invalid(
                        "One or more parameter values were invalid: Cannot update attribute %s. This attribute is part of"
                                + " the key",
                        path.attribute());
            }
        }
    }

    /** @return a new item */
    ObjectNode applyTo(ObjectNode item) {
        Map<DocumentPath, JsonNode> values = new HashMap<>();
        List<DocumentPath> gone = new ArrayList<>();
        for (Action action : actions) {
            JsonNode value = action.isRemoval() ? null : action.value().apply(item);
            if (value != null) {
                values.put(action.path(), value);
            } else if (action.isRemoval() || action.path().in(item) != null) {
                gone.add(action.path());
            }
        }
        ObjectNode changed = item.deepCopy();
        // "the elements are sorted in order by element number"
        values.keySet().stream()
                .sorted()
                .forEach(path -> path.set(changed, values.get(path).deepCopy()));
        // list positions refer to the item before the update, so the last position is removed first
        gone.stream().sorted(Comparator.reverseOrder()).forEach(path -> path.remove(changed));
        return changed;
    }

    static TableFault wrongType() {
        return invalid("An operand in the update expression has an incorrect data type");
    }

    private static JsonNode sum(JsonNode value, JsonNode more) {
        if (value == null) {
            return more;
        }
        String type = AttributeValues.type(more);
        if (!AttributeValues.type(value).equals(type)) {
            throw wrongType();
        }
        if (type.equals("N")) {
            return AttributeValues.number(AttributeValues.number(value).add(AttributeValues.number(more)));
        }
        Map<String, JsonNode> elements = elements(value);
        elements.putAll(elements(more));
        return set(type, elements);
    }

    /** @return the remaining elements; null if none is left, because DynamoDB has no empty sets */
    private static JsonNode difference(JsonNode value, JsonNode less) {
        if (value == null) {
            return null;
        }
        if (!AttributeValues.type(value).equals(AttributeValues.type(less))) {
            throw wrongType();
        }
        Map<String, JsonNode> elements = elements(value);
        elements.keySet().removeAll(elements(less).keySet());
        return elements.isEmpty() ? null : set(AttributeValues.type(value), elements);
    }

    private static Map<String, JsonNode> elements(JsonNode set) {
        Map<String, JsonNode> elements = new TreeMap<>();
        AttributeValues.content(set).forEach(element -> elements.put(element.textValue(), element));
        return elements;
    }

    private static JsonNode set(String type, Map<String, JsonNode> elements) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(elements.values());
        return AttributeValues.of(type, all);
    }
}
