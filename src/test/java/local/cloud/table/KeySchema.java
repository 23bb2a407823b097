package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The key of a table or of an index.
 *
 * @param sort null if the partition key is the whole key
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">sizes of keys</a>
 */
record KeySchema(KeyAttribute partition, KeyAttribute sort) {

    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;

    /** @param type S, N or B */
    record KeyAttribute(String name, String type) {}

    List<KeyAttribute> attributes() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    List<String> names() {
        return attributes().stream().map(KeyAttribute::name).toList();
    }

    boolean has(String name) {
        return names().contains(name);
    }

    /** @return whether an index with this key contains the item: it must have every key attribute */
    boolean isIn(JsonNode item) {
        return attributes().stream().allMatch(key -> item.has(key.name()));
    }

    ObjectNode of(JsonNode item) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        names().forEach(name -> key.set(name, item.get(name)));
        return key;
    }

    byte[] partitionBytes(JsonNode item) {
        return new KeyBytes().add(item.get(partition.name())).toArray();
    }

    byte[] bytes(JsonNode item) {
        KeyBytes bytes = new KeyBytes().add(partitionBytes(item));
        return (sort == null ? bytes : bytes.add(item.get(sort.name()))).toArray();
    }

    /** @throws TableFault unless the request's key has exactly these attributes with their types */
    ObjectNode read(JsonNode key) {
        ObjectNode read = ValueReader.attributes(key);
        boolean fits = read.size() == attributes().size()
                && attributes().stream()
                        .allMatch(each -> read.has(each.name())
                                && AttributeValues.type(read.get(each.name())).equals(each.type()));
        if (!fits) {
            throw invalid("The provided key element does not match the schema");
        }
        checkValues(read);
        return read;
    }

    /** @throws TableFault if the item's key is not allowed in the table */
    void check(JsonNode item) {
        for (KeyAttribute key : attributes()) {
            JsonNode value = item.get(key.name());
            if (value == null) {
                throw invalid("One or more parameter values were invalid: Missing the key %s in the item", key.name());
            }
            if (!AttributeValues.type(value).equals(key.type())) {
                throw invalid(
                        "One or more parameter values were invalid: Type mismatch for key %s expected: %s actual: %s",
                        key.name(), key.type(), AttributeValues.type(value));
            }
        }
        checkValues(item);
    }

    /** @throws TableFault if the item's key is not allowed in the index */
    void checkIn(String index, JsonNode item) {
        for (KeyAttribute key : attributes()) {
            JsonNode value = item.get(key.name());
            if (value != null && !AttributeValues.type(value).equals(key.type())) {
                throw invalid(
                        "One or more parameter values were invalid: Type mismatch for Index Key %s Expected: %s Actual: %s"
                                + " IndexName: %s",
                        key.name(), key.type(), AttributeValues.type(value), index);
            }
            if (value != null && isEmpty(key, value)) {
                throw invalid(
                        "One or more parameter values are not valid. A value specified for a secondary index key is not"
                                + " supported. The AttributeValue for a key attribute cannot contain an empty %s value."
                                + " IndexName: %s, IndexKey: %s",
                        word(key), index, key.name());
            }
            if (value != null && size(value) > (key == partition ? LONGEST_PARTITION : LONGEST_SORT)) {
                throw invalid(
                        "One or more parameter values were invalid: Size of the key %s of the index %s has exceeded the"
                                + " maximum size limit",
                        key.name(), index);
            }
        }
    }

    private void checkValues(JsonNode item) {
        for (KeyAttribute key : attributes()) {
            if (isEmpty(key, item.get(key.name()))) {
                throw invalid(
                        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                                + " contain an empty %s value. Key: %s",
                        word(key), key.name());
            }
        }
        if (size(item.get(partition.name())) > LONGEST_PARTITION) {
            throw invalid(
                    "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit"
                            + " of2048 bytes");
        }
        if (sort != null && size(item.get(sort.name())) > LONGEST_SORT) {
            throw invalid(
                    "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the"
                            + " size limit of 1024 bytes");
        }
    }

    private static boolean isEmpty(KeyAttribute key, JsonNode value) {
        return !key.type().equals("N") && size(value) == 0;
    }

    private static int size(JsonNode value) {
        return ItemSize.value(value);
    }

    private static String word(KeyAttribute key) {
        return key.type().equals("S") ? "string" : "binary";
    }
}
