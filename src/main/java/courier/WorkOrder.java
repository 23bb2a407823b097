package courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ledger.DeliveryId;
import mail.NotificationReader;
import mail.UnreadableMessage;

/** Names the attempt at a delivery that a courier must make. It contains only ids; the ledger has the rest. */
public record WorkOrder(DeliveryId id, int attempt) {

    /** Writes only ASCII, because SQS refuses messages with some characters that an address may contain. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @return the same text for the same order, byte for byte: the work queue recognizes a duplicate by it */
    public String write() {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode()
                    .put("mail", id.mail())
                    .put("recipient", id.recipient())
                    .put("attempt", attempt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    /** @throws UnreadableMessage if the text is not a work order */
    public static WorkOrder read(String text) {
        return UnreadableMessage.unlessRead(() -> order(text));
    }

    private static WorkOrder order(String text) {
        try {
            JsonNode order = JSON.readTree(text);
            JsonNode mail = order.path("mail");
            JsonNode recipient = order.path("recipient");
            JsonNode attempt = order.path("attempt");
            if (!NotificationReader.isMail(mail.asText()) || !recipient.isTextual() || !attempt.isInt()) {
                throw new UnreadableMessage("not a work order");
            }
            return new WorkOrder(new DeliveryId(mail.asText(), recipient.asText()), attempt.asInt());
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("not JSON"); // no cause, because its text would quote the message
        }
    }
}
