package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what a service always refuses: first what violates its published model, then what violates a documented rule.
 * Its refusals are recorded, and so are those that the emulator behind it makes for malformed requests.
 */
public final class RequestCheck {

    private static final String UNKNOWN_OPERATION = "UnknownOperationException";

    private final ServiceModel model;
    private final Protocol protocol;
    private final ShapeCheck shapes;
    private final Rules rules;
    private final Set<String> malformed;
    private final IllegalRequests illegal;

    private RequestCheck(
            String service,
            Protocol protocol,
            ErrorCodes codes,
            Rules rules,
            Set<String> malformed,
            IllegalRequests illegal) {
        this.model = ServiceModel.of(service);
        this.protocol = protocol;
        this.shapes = new ShapeCheck(model, codes);
        this.rules = rules;
        this.malformed = malformed;
        this.illegal = illegal;
    }

    public static RequestCheck sqs(IllegalRequests illegal, Clock clock) {
        ErrorCodes codes = new ErrorCodes(
                "MissingParameter",
                "InvalidParameterValue",
                "SerializationException",
                "InvalidParameterValue",
                "InvalidAttributeName");
        Set<String> malformed = Set.of(
                "InvalidParameterValue",
                "MissingParameter",
                "InvalidMessageContents",
                "InvalidAttributeName",
                "InvalidAttributeValue",
                "SerializationException",
                "MessageTooLong",
                "ReadCountOutOfRange");
        return new RequestCheck("sqs", new SqsProtocol(), codes, new SqsRules(clock), malformed, illegal);
    }

    public static RequestCheck dynamoDb(IllegalRequests illegal) {
        ErrorCodes codes = new ErrorCodes(
                "ValidationException", "ValidationException", "SerializationException", "ValidationException");
        Set<String> malformed = Set.of("ValidationException", "SerializationException");
        JsonProtocol protocol = new JsonProtocol(
                "DynamoDB_20120810", "com.amazonaws.dynamodb.v20120810#", "application/x-amz-json-1.0");
        return new RequestCheck("dynamodb", protocol, codes, new DynamoDbRules(), malformed, illegal);
    }

    public static RequestCheck ecs(IllegalRequests illegal) {
        ErrorCodes codes = new ErrorCodes(
                "InvalidParameterException",
                "InvalidParameterException",
                "SerializationException",
                "InvalidParameterException");
        JsonProtocol protocol =
                new JsonProtocol("AmazonEC2ContainerServiceV20141113", "", "application/x-amz-json-1.1");
        return new RequestCheck("ecs", protocol, codes, new EcsRules(), Set.of(), illegal);
    }

    public static RequestCheck s3(IllegalRequests illegal) {
        ErrorCodes codes = new ErrorCodes("InvalidRequest", "InvalidRequest", "InvalidArgument", "InvalidArgument");
        Set<String> malformed = Set.of(
                "InvalidArgument",
                "InvalidRequest",
                "InvalidBucketName",
                "InvalidURI",
                "KeyTooLongError",
                "MalformedXML");
        return new RequestCheck("s3", new S3Protocol(), codes, new S3Rules(), malformed, illegal);
    }

    /** A request that does not arrive over HTTP. */
    public static RequestCheck sns(IllegalRequests illegal) {
        ErrorCodes codes =
                new ErrorCodes("InvalidParameter", "InvalidParameter", "InvalidParameter", "InvalidParameter");
        return new RequestCheck(
                "sns", new JsonProtocol("SNS", "", "text/plain"), codes, new SnsRules(), Set.of(), illegal);
    }

    /** @return how the service refuses the request; empty if the request is legal */
    public Optional<Refusal> refuses(AwsRequest request) {
        return fault(request).map(protocol::refusal);
    }

    /** @return what is wrong with the request; empty if it is legal */
    Optional<Fault> fault(AwsRequest request) {
        try {
            return fault(protocol.read(request));
        } catch (Protocol.MalformedRequest e) {
            return noted("?", Optional.of(e.fault()));
        }
    }

    /** @return what is wrong with the call; empty if it is legal */
    public Optional<Fault> fault(String operation, JsonNode input) {
        return fault(new Call(operation, input));
    }

    private Optional<Fault> fault(Call call) {
        if (!model.has(call.operation())) {
            String message = "the extract in src/test/resources/aws-constraints.json has no operation "
                    + call.operation() + " of " + model.service();
            return noted(call.operation(), Optional.of(new Fault(UNKNOWN_OPERATION, message)));
        }
        Optional<Fault> ofShape = shapes.faults(call).findFirst();
        return noted(
                call.operation(),
                ofShape.isPresent() ? ofShape : rules.broken(call).findFirst());
    }

    /** @return whether {@link #answered} must be called with the service's answer to this request */
    public boolean mustSeeAnswer(AwsRequest request) {
        return read(request).map(rules::mustSeeAnswer).orElse(false);
    }

    /** The service's answer to a legal request: an error, or data that the rules need. */
    public void answered(AwsRequest request, int status, String body) {
        read(request).ifPresent(call -> {
            if (status >= 400) {
                Optional<Fault> refused = protocol.error(body).filter(error -> malformed.contains(error.code()));
                noted(call.operation(), refused.filter(RequestCheck::isNotOfState));
            } else if (rules.mustSeeAnswer(call)) {
                rules.answered(call, tree(body));
            }
        });
    }

    /** A message that is no longer in flight is not the request's fault. */
    private static boolean isNotOfState(Fault error) {
        return Stream.of("receipt handle", "ReceiptHandle", "not available for visibility")
                .noneMatch(error.message()::contains);
    }

    private Optional<Fault> noted(String operation, Optional<Fault> fault) {
        fault.ifPresent(wrong -> illegal.add(new IllegalRequest(model.service(), operation, wrong)));
        return fault;
    }

    private Optional<Call> read(AwsRequest request) {
        try {
            return Optional.of(protocol.read(request));
        } catch (Protocol.MalformedRequest e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("the service's answer is not JSON", e);
        }
    }
}
