package local.constraints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * AWS' JSON protocols: the operation in a header, its input in the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">awsJson1_0</a>
 */
class JsonProtocol implements Protocol {

    static final String CORAL = "com.amazon.coral.service#";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String targetPrefix;
    private final String errorPrefix;
    private final String mediaType;

    JsonProtocol(String targetPrefix, String errorPrefix, String mediaType) {
        this.targetPrefix = targetPrefix;
        this.errorPrefix = errorPrefix;
        this.mediaType = mediaType;
    }

    @Override
    public Call read(AwsRequest request) throws MalformedRequest {
        String target = request.header("X-Amz-Target");
        if (!target.startsWith(targetPrefix + ".")) {
            throw new MalformedRequest("UnknownOperationException", "X-Amz-Target is " + target);
        }
        try {
            JsonNode input = JSON.readTree(request.body().isBlank() ? "{}" : request.body());
            return new Call(target.substring(targetPrefix.length() + 1), input);
        } catch (JsonProcessingException e) {
            throw new MalformedRequest("SerializationException", "the body is no JSON document");
        }
    }

    @Override
    public Refusal refusal(Fault fault) {
        Map<String, String> headers = Map.of("Content-Type", mediaType);
        return new Refusal(400, headers, body(type(fault.code()), fault.message()));
    }

    @Override
    public Optional<Fault> error(String body) {
        try {
            JsonNode error = JSON.readTree(body);
            String code = error.path("__type").asText().replaceFirst(".*#", "");
            String message = error.path("message").asText(error.path("Message").asText());
            return code.isEmpty() ? Optional.empty() : Optional.of(new Fault(code, message));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String type(String code) {
        return switch (code) {
            case "SerializationException", "UnknownOperationException" -> CORAL + code;
            case "ValidationException" -> "com.amazon.coral.validate#" + code;
            default -> errorPrefix + code;
        };
    }

    static String body(String type, String message) {
        return JSON.createObjectNode()
                .put("__type", type)
                .put("message", message)
                .toString();
    }
}
