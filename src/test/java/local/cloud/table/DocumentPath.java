package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An attribute, or a place inside one: names of map members and positions in lists.
 *
 * @param steps a text or an integer each; the first is the attribute's name
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html">document paths</a>
 */
record DocumentPath(List<Object> steps) implements Comparable<DocumentPath> {

    /** "up to 32 levels deep" */
    private static final int DEEPEST = 32;

    static DocumentPath read(Tokens tokens, Placeholders placeholders) {
        List<Object> steps = new ArrayList<>();
        steps.add(name(tokens, placeholders));
        while (tokens.peek().equals(".") || tokens.peek().equals("[")) {
            if (tokens.takeIf(".")) {
                steps.add(name(tokens, placeholders));
            } else {
                tokens.expect("[");
                steps.add(position(tokens));
                tokens.expect("]");
            }
        }
        if (steps.size() > DEEPEST) {
            throw tokens.fault("The document path has too many nesting elements; nesting levels: " + steps.size());
        }
        return new DocumentPath(List.copyOf(steps));
    }

    String attribute() {
        return (String) steps.get(0);
    }

    boolean isAttribute() {
        return steps.size() == 1;
    }

    /** @return the value; null if there is none */
    JsonNode in(JsonNode item) {
        JsonNode value = item.get(attribute());
        for (int i = 1; i < steps.size() && value != null; i++) {
            value = inside(value, steps.get(i));
        }
        return value;
    }

    /** Sets the value; a position after the end of a list appends it. */
    void set(ObjectNode item, JsonNode value) {
        if (isAttribute()) {
            item.set(attribute(), value);
            return;
        }
        JsonNode content = content(item);
        Object last = steps.get(steps.size() - 1);
        if (last instanceof Integer position && content instanceof ArrayNode list) {
            if (position < list.size()) {
                list.set(position, value);
            } else {
                list.add(value);
            }
        } else if (last instanceof String name && content instanceof ObjectNode map) {
            map.set(name, value);
        } else {
            throw notForUpdate();
        }
    }

    /** Removing a missing value is no error, but the map or list that would contain it must exist. */
    void remove(ObjectNode item) {
        if (isAttribute()) {
            item.remove(attribute());
            return;
        }
        JsonNode content = content(item);
        Object last = steps.get(steps.size() - 1);
        if (last instanceof Integer position && content instanceof ArrayNode list) {
            list.remove(position);
        } else if (last instanceof String name && content instanceof ObjectNode map) {
            map.remove(name);
        } else {
            throw notForUpdate();
        }
    }

    /**
     * @throws TableFault if one path equals or contains the other, or if one treats as a map what the other treats as a
     * list
     */
    void checkBeside(DocumentPath before, Tokens tokens) {
        int both = Math.min(steps.size(), before.steps.size());
        int same = 0;
        while (same < both && steps.get(same).equals(before.steps.get(same))) {
            same++;
        }
        boolean overlap = same == both;
        if (overlap || steps.get(same).getClass() != before.steps.get(same).getClass()) {
            throw tokens.fault("Two document paths " + (overlap ? "overlap" : "conflict")
                    + " with each other; must remove or rewrite one of these paths; path one: " + before
                    + ", path two: "
                    + this);
        }
    }

    /** Compares step by step: names, then positions. */
    @Override
    public int compareTo(DocumentPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            Object one = steps.get(i);
            Object two = other.steps.get(i);
            int order = one instanceof Integer position && two instanceof Integer otherPosition
                    ? position.compareTo(otherPosition)
                    : one.toString().compareTo(two.toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    /** The form in error messages. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step instanceof Integer ? "[" + step + "]" : step.toString())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** @return the value that contains the last step */
    private JsonNode content(ObjectNode item) {
        JsonNode parent = new DocumentPath(steps.subList(0, steps.size() - 1)).in(item);
        if (parent == null || !List.of("M", "L").contains(AttributeValues.type(parent))) {
            throw notForUpdate();
        }
        return AttributeValues.content(parent);
    }

    private static JsonNode inside(JsonNode value, Object step) {
        String type = AttributeValues.type(value);
        JsonNode content = AttributeValues.content(value);
        if (step instanceof Integer position) {
            return type.equals("L") ? content.get(position) : null;
        }
        return type.equals("M") ? content.get((String) step) : null;
    }

    private static TableFault notForUpdate() {
        return invalid("The document path provided in the update expression is invalid for update");
    }

    private static int position(Tokens tokens) {
        String token = tokens.peek();
        if (!token.matches("\\d{1,9}")) {
            throw tokens.syntaxError();
        }
        return Integer.parseInt(tokens.take());
    }

    private static String name(Tokens tokens, Placeholders placeholders) {
        String token = tokens.peek();
        if (token.startsWith("#")) {
            return placeholders.name(tokens, tokens.take());
        }
        if (!Tokens.isWord(token) || Tokens.isKeyword(token)) {
            throw tokens.syntaxError();
        }
        if (ReservedWords.has(token)) {
            throw tokens.fault("Attribute name is a reserved keyword; reserved keyword: " + token);
        }
        return tokens.take();
    }
}
