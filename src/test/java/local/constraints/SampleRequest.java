package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * A request to test the servers with.
 *
 * @param name what is special about the request
 * @param code the code with which AWS refuses the request; empty if the request is legal
 * @param byStandIn whether only the emulator behind the check can find that the request is illegal
 */
public record SampleRequest(
        String name, String service, String operation, JsonNode input, String code, boolean byStandIn) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static SampleRequest illegal(String name, String service, String operation, String code, Map<String, ?> input) {
        return new SampleRequest(name, service, operation, JSON.valueToTree(input), code, false);
    }

    /** Creates a request that can be judged only with the table or with the grammar of expressions. */
    static SampleRequest illegalForStandIn(String name, String operation, Map<String, ?> input) {
        return new SampleRequest(name, "dynamodb", operation, JSON.valueToTree(input), "ValidationException", true);
    }

    static SampleRequest legal(String name, String service, String operation, Map<String, ?> input) {
        return new SampleRequest(name, service, operation, JSON.valueToTree(input), "", false);
    }

    @Override
    public String toString() {
        return service + " " + operation + ": " + name;
    }
}
