package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error in DynamoDB's form: its code, its message, and further members of the answer. */
final class TableFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final transient ObjectNode details = JsonNodeFactory.instance.objectNode();

    TableFault(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static TableFault invalid(String message, Object... arguments) {
        return new TableFault("ValidationException", message.formatted(arguments));
    }

    static TableFault conditionFailed() {
        return new TableFault("ConditionalCheckFailedException", "The conditional request failed");
    }

    /** An error for a function that DynamoDB has and this emulator lacks. */
    static TableFault notDoneHere(String what) {
        return invalid("the local table does not support %s", what);
    }

    TableFault with(String name, JsonNode detail) {
        details.set(name, detail);
        return this;
    }

    String code() {
        return code;
    }

    JsonNode detail(String name) {
        return details.path(name);
    }

    /** @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">awsJson1_0</a> */
    ObjectNode body() {
        String namespace = switch (code) {
            case "SerializationException", "UnknownOperationException" -> "com.amazon.coral.service#";
            case "ValidationException" -> "com.amazon.coral.validate#";
            default -> "com.amazonaws.dynamodb.v20120810#";
        };
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", namespace + code).put("message", getMessage());
        return body.setAll(details);
    }
}
