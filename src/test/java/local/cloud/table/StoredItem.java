package local.cloud.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Items in their stored form: JSON. */
final class StoredItem {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredItem() {}

    static ObjectNode read(byte[] stored) {
        try {
            return (ObjectNode) JSON.readTree(stored);
        } catch (IOException e) {
            throw new IllegalStateException("the store contains something that is not an item", e);
        }
    }

    static byte[] write(ObjectNode item) {
        try {
            return JSON.writeValueAsBytes(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item is JSON", e);
        }
    }
}
