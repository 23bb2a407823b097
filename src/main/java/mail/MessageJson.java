package mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Values of the messages that announce mail. Every refusal is an {@link UnreadableMessage} that quotes nothing. */
final class MessageJson {

    /** RFC 3339 has years of four digits; the ledger's numbers start at this epoch. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private MessageJson() {}

    static JsonNode parse(String text) {
        try {
            JsonNode tree = Mapper.INSTANCE.readTree(text == null ? "" : text);
            if (!tree.isObject()) {
                throw new UnreadableMessage("not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("not JSON"); // without its cause, which quotes the message
        }
    }

    /** SNS puts a message into an envelope unless its subscription is raw. */
    static JsonNode unwrapped(JsonNode message) {
        return message.path("Type").asText().equals("Notification") && message.has("Message")
                ? parse(message.path("Message").asText())
                : message;
    }

    static String required(JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            throw new UnreadableMessage(field + " is missing");
        }
        return value;
    }

    static Instant instant(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new UnreadableMessage("the timestamp is not between 1970 and 9999");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new UnreadableMessage("the timestamp is not ISO 8601");
        }
    }

    /** S3 encodes an object's key like the value of a form. */
    static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage("the object key is not URL-encoded"); // without its cause, which quotes the key
        }
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Created for the first message, so that a start does not wait for it. */
    private static final class Mapper {
        static final ObjectMapper INSTANCE = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
