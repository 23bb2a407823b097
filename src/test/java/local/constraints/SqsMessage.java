package local.constraints;

import static local.constraints.Fault.when;
import static local.constraints.SqsRules.range;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of one sent message.
 *
 * @param fifo whether the queue is a FIFO queue
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">quotas
 *     of messages</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">message
 *     attributes</a>
 */
record SqsMessage(JsonNode message, boolean fifo) {

    /** Bytes, with all attributes: "The maximum size is 1 MiB or 1,048,576 bytes". */
    static final int LARGEST = 1_048_576;

    /** "A message can contain up to 10 metadata attributes." */
    private static final int MOST_ATTRIBUTES = 10;

    private static final String INVALID = "InvalidParameterValue";

    /** "Any characters not included in this list are rejected." */
    private static final Pattern TEXT =
            Pattern.compile("[\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]*");

    /** Alphanumeric characters and punctuation. */
    private static final Pattern GROUP = Pattern.compile("[!-~]{1,128}");

    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("(?!.*\\.\\.)(?!\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

    /** @return the bytes that count towards the limit: body, and name, type and value of each attribute */
    int size() {
        return bytes(message.path("MessageBody").asText())
                + attributes()
                        .mapToInt(attribute -> bytes(attribute.getKey())
                                + bytes(attribute.getValue().path("DataType").asText())
                                + bytes(attribute.getValue().path("StringValue").asText())
                                + binary(attribute.getValue()))
                        .sum();
    }

    Stream<Fault> faults() {
        String body = message.path("MessageBody").asText();
        return Stream.of(
                        when(body.isEmpty(), "MissingParameter", "The request must contain the parameter MessageBody."),
                        when(
                                !TEXT.matcher(body).matches(),
                                "InvalidMessageContents",
                                "The message body contains characters outside the allowed set."),
                        when(
                                message.path("MessageAttributes").size() > MOST_ATTRIBUTES,
                                INVALID,
                                "Number of message attributes ["
                                        + message.path("MessageAttributes").size()
                                        + "] exceeds the allowed maximum [10]."),
                        attributes().flatMap(SqsMessage::attribute),
                        when(
                                size() > LARGEST,
                                INVALID,
                                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes."),
                        range(message, "DelaySeconds", 0, 900),
                        ofQueueType(),
                        id("MessageGroupId"),
                        id("MessageDeduplicationId"))
                .flatMap(each -> each);
    }

    private Stream<Fault> ofQueueType() {
        String notForThisQueue = "The request include parameter that is not valid for this queue type";
        return fifo
                ? Stream.concat(
                        when(
                                message.path("MessageGroupId").asText().isEmpty(),
                                "MissingParameter",
                                "The request must contain the parameter MessageGroupId."),
                        when(message.hasNonNull("DelaySeconds"), INVALID, "DelaySeconds: " + notForThisQueue))
                : when(
                        message.hasNonNull("MessageDeduplicationId"),
                        INVALID,
                        "MessageDeduplicationId: " + notForThisQueue);
    }

    private Stream<Fault> id(String member) {
        return when(
                message.hasNonNull(member)
                        && !GROUP.matcher(message.path(member).asText()).matches(),
                INVALID,
                member + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }

    private static Stream<Fault> attribute(Map.Entry<String, JsonNode> attribute) {
        String name = attribute.getKey();
        String lower = name.toLowerCase(Locale.ROOT);
        String type = attribute.getValue().path("DataType").asText();
        JsonNode text = attribute.getValue().path("StringValue");
        boolean isBinary = type.startsWith("Binary");
        return Stream.of(
                        when(
                                !ATTRIBUTE_NAME.matcher(name).matches()
                                        || lower.startsWith("aws.")
                                        || lower.startsWith("amazon."),
                                INVALID,
                                "The message attribute name " + printable(name) + " is not allowed."),
                        when(
                                type.length() > 256
                                        || !ATTRIBUTE_TYPE.matcher(type).matches(),
                                INVALID,
                                "The type of message attribute " + printable(name) + " is invalid."),
                        when(
                                isBinary
                                        ? binary(attribute.getValue()) == 0
                                        : text.asText().isEmpty(),
                                INVALID,
                                "Message attribute " + printable(name)
                                        + " must contain a non-empty value of its type."),
                        when(
                                !isBinary && !TEXT.matcher(text.asText()).matches(),
                                "InvalidMessageContents",
                                "Message attribute " + printable(name)
                                        + " contains characters outside the allowed set."),
                        when(
                                type.startsWith("Number") && !text.asText().matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"),
                                INVALID,
                                "Message attribute " + printable(name) + " is no number."))
                .flatMap(each -> each);
    }

    private Stream<Map.Entry<String, JsonNode>> attributes() {
        return message.path("MessageAttributes").propertyStream();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int binary(JsonNode attribute) {
        return Base64.getDecoder().decode(attribute.path("BinaryValue").asText()).length;
    }

    private static String printable(String name) {
        return name.replaceAll("[^!-~]", "?");
    }
}
