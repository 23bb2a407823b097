package local.constraints;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SQS' JSON protocol. A header of its errors has the error's code in the older Query protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">awsQueryCompatible</a>
 */
final class SqsProtocol extends JsonProtocol {

    /** Errors of the service as a whole; the others belong to SQS only. */
    private static final Map<String, String> CORAL_TYPES = Map.of(
            "InvalidParameterValue", CORAL + "InvalidParameterValueException",
            "MissingParameter", CORAL + "MissingRequiredParameterException",
            "SerializationException", CORAL + "SerializationException",
            "UnknownOperationException", CORAL + "UnknownOperationException");

    private static final Set<String> OF_BATCHES = Set.of(
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "EmptyBatchRequest",
            "InvalidBatchEntryId",
            "TooManyEntriesInBatchRequest");

    SqsProtocol() {
        super("AmazonSQS", "com.amazonaws.sqs#", "application/x-amz-json-1.0");
    }

    @Override
    public Refusal refusal(Fault fault) {
        Refusal refusal = super.refusal(fault);
        Map<String, String> headers = new HashMap<>(refusal.headers());
        String prefix = OF_BATCHES.contains(fault.code()) ? "AWS.SimpleQueueService." : "";
        headers.put("x-amzn-query-error", prefix + fault.code() + ";Sender");
        return new Refusal(refusal.status(), headers, refusal.body());
    }

    @Override
    public Optional<Fault> error(String body) {
        return super.error(body)
                .map(error -> new Fault(
                        error.code()
                                .replace("InvalidParameterValueException", "InvalidParameterValue")
                                .replace("MissingRequiredParameterException", "MissingParameter"),
                        error.message()));
    }

    @Override
    String type(String code) {
        return CORAL_TYPES.getOrDefault(code, super.type(code));
    }
}
