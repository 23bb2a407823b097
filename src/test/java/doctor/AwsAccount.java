package doctor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;

/**
 * An account of AWS as data: its resources by service, in the form of the service's answers. {@link AccountDoor}
 * returns the answers.
 */
public record AwsAccount(ObjectNode data) {

    static final ObjectMapper JSON = new ObjectMapper();

    JsonNode at(String pointer) {
        return data.at(pointer);
    }

    /**
     * @param pointer a JSON pointer (RFC 6901), whose last step may be new. A value put at {@code -} is appended to an
     *     array
     */
    AwsAccount with(String pointer, Object value) {
        ObjectNode copy = data.deepCopy();
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(path.head());
        String last = path.last().getMatchingProperty();
        JsonNode node = value instanceof JsonNode tree ? tree : JSON.valueToTree(value);
        if (parent instanceof ArrayNode array) {
            if (last.equals("-")) {
                array.add(node);
            } else {
                array.set(Integer.parseInt(last), node);
            }
        } else if (parent instanceof ObjectNode object) {
            object.set(last, node);
        } else {
            throw new IllegalArgumentException("nothing is at " + path.head());
        }
        return new AwsAccount(copy);
    }

    AwsAccount without(String pointer) {
        ObjectNode copy = data.deepCopy();
        JsonPointer path = JsonPointer.compile(pointer);
        if (copy.at(path).isMissingNode()) {
            throw new IllegalArgumentException("nothing is at " + pointer);
        }
        JsonNode parent = copy.at(path.head());
        if (parent instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(path.last().getMatchingProperty());
        }
        return new AwsAccount(copy);
    }

    /** Replaces a part of every text below the pointer. */
    AwsAccount replacing(String pointer, String old, String other) {
        JsonNode before = data.at(pointer);
        if (!before.toString().contains(old)) {
            throw new IllegalArgumentException(pointer + " has no " + old);
        }
        try {
            JsonNode after = JSON.readTree(before.toString().replace(old, other));
            return after instanceof ValueNode || pointer.length() > 0
                    ? with(pointer, after)
                    : new AwsAccount((ObjectNode) after);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
