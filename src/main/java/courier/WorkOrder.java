package courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ledger.DeliveryId;

/** Which attempt at which delivery a courier is to make: pointers only, the ledger knows the rest. */
public record WorkOrder(DeliveryId id, int attempt) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return the same text for the same order, byte for byte: the work queue recognises a second one by it */
    public String write() {
        return JSON.createObjectNode()
                .put("mail", id.mail())
                .put("recipient", id.recipient())
                .put("attempt", attempt)
                .toString();
    }

    /** @throws IllegalArgumentException if that is no work order */
    public static WorkOrder read(String text) {
        try {
            JsonNode order = JSON.readTree(text);
            return new WorkOrder(
                    new DeliveryId(
                            order.required("mail").asText(),
                            order.required("recipient").asText()),
                    order.required("attempt").asInt());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no work order", e);
        }
    }
}
