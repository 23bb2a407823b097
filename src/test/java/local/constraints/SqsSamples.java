package local.constraints;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages, batches and receives at and beyond SQS' limits. */
final class SqsSamples {

    /** URLs of the local cloud's queues; the servers check only the last part. */
    static final String QUEUE = "http://127.0.0.1/000000000000/hikyaku-mail";

    static final String FIFO = "http://127.0.0.1/000000000000/hikyaku-work.fifo";

    private static final int MIB = 1024 * 1024;
    private static final String INVALID = "InvalidParameterValue";

    private SqsSamples() {}

    static Stream<SampleRequest> illegal() {
        return Stream.of(
                send("no body", "MissingParameter", Map.of()),
                send("an empty body", "MissingParameter", Map.of("MessageBody", "")),
                send("NUL in the body", "InvalidMessageContents", Map.of("MessageBody", "a\0b")),
                send("U+FFFF in the body", "InvalidMessageContents", Map.of("MessageBody", "a\uFFFF")),
                send("a body of 1 MiB and a byte", INVALID, Map.of("MessageBody", "x".repeat(MIB + 1))),
                send(
                        "a body of 1 MiB with an attribute",
                        INVALID,
                        Map.of("MessageBody", "x".repeat(MIB), "MessageAttributes", attributes(1, i -> "x"))),
                send("11 attributes", INVALID, with(attributes(11, i -> "x"))),
                send("an attribute of AWS' name", INVALID, with(Map.of("AWS.reason", text("x")))),
                send("an attribute with two dots in its name", INVALID, with(Map.of("a..b", text("x")))),
                send("an attribute without a value", INVALID, with(Map.of("reason", text("")))),
                send("an attribute with ESC in it", "InvalidMessageContents", with(Map.of("reason", text("\033[1m")))),
                send(
                        "an attribute of an unknown type",
                        INVALID,
                        with(Map.of("reason", Map.of("DataType", "Text", "StringValue", "x")))),
                send(
                        "an attribute without a type",
                        "MissingParameter",
                        with(Map.of("reason", Map.of("StringValue", "x")))),
                send("a delay of 901 s", INVALID, Map.of("MessageBody", "x", "DelaySeconds", 901)),
                send("a delay that is text", "SerializationException", Map.of("MessageBody", "x", "DelaySeconds", "9")),
                send("a member that SQS does not know", INVALID, Map.of("MessageBody", "x", "Body", "x")),
                send(
                        "a deduplication id for a standard queue",
                        INVALID,
                        Map.of("MessageBody", "x", "MessageDeduplicationId", "x")),
                of(
                        "no group for a FIFO queue",
                        "SendMessage",
                        "MissingParameter",
                        Map.of("QueueUrl", FIFO, "MessageBody", "x")),
                of(
                        "a delay for a FIFO queue",
                        "SendMessage",
                        INVALID,
                        Map.of("QueueUrl", FIFO, "MessageBody", "x", "MessageGroupId", "g", "DelaySeconds", 5)),
                of(
                        "a group of 129 characters",
                        "SendMessage",
                        INVALID,
                        Map.of("QueueUrl", FIFO, "MessageBody", "x", "MessageGroupId", "g".repeat(129))),
                of(
                        "a space in the group",
                        "SendMessage",
                        INVALID,
                        Map.of("QueueUrl", FIFO, "MessageBody", "x", "MessageGroupId", "ne 001")),
                of(
                        "11 messages at once",
                        "ReceiveMessage",
                        INVALID,
                        Map.of("QueueUrl", QUEUE, "MaxNumberOfMessages", 11)),
                of("a wait of 21 s", "ReceiveMessage", INVALID, Map.of("QueueUrl", QUEUE, "WaitTimeSeconds", 21)),
                visibility("more than 12 h", 43_201),
                visibility("12 h of a message that was received before", 43_200),
                visibility("a time before now", -1),
                batch("no entry", "EmptyBatchRequest", List.of()),
                batch("11 entries", "TooManyEntriesInBatchRequest", entries(11, i -> "id-" + i)),
                batch("two entries of one id", "BatchEntryIdsNotDistinct", entries(2, i -> "id")),
                batch("an id with a dot", "InvalidBatchEntryId", entries(1, i -> "a.b")),
                of(
                        "more than 1 MiB in a batch",
                        "SendMessageBatch",
                        "BatchRequestTooLong",
                        Map.of("QueueUrl", QUEUE, "Entries", messages(3, MIB / 3 + 1))),
                of(
                        "an attribute that queues do not have",
                        "GetQueueAttributes",
                        "InvalidAttributeName",
                        Map.of("QueueUrl", QUEUE, "AttributeNames", List.of("Length"))),
                of("a name with a dot", "CreateQueue", INVALID, Map.of("QueueName", "hikyaku.mail")),
                of(
                        "a visibility of 13 h",
                        "SetQueueAttributes",
                        "InvalidAttributeValue",
                        Map.of("QueueUrl", QUEUE, "Attributes", Map.of("VisibilityTimeout", "46800"))),
                of(
                        "501 messages a second",
                        "StartMessageMoveTask",
                        INVALID,
                        Map.of(
                                "SourceArn",
                                "arn:aws:sqs:us-east-1:000000000000:hikyaku-dead-letters",
                                "MaxNumberOfMessagesPerSecond",
                                501)));
    }

    static Stream<SampleRequest> legal() {
        return Stream.of(
                fine("a body of 1 MiB", "SendMessage", Map.of("QueueUrl", QUEUE, "MessageBody", "x".repeat(MIB))),
                fine(
                        "tab, line ends, Japanese and an emoji",
                        "SendMessage",
                        Map.of("QueueUrl", QUEUE, "MessageBody", "\t\r\n注文\uD83D\uDCE6")),
                fine(
                        "10 attributes and a delay of 900 s",
                        "SendMessage",
                        Map.of(
                                "QueueUrl",
                                QUEUE,
                                "MessageBody",
                                "x",
                                "DelaySeconds",
                                900,
                                "MessageAttributes",
                                attributes(10, i -> "x"))),
                fine(
                        "a group of 128 characters",
                        "SendMessage",
                        Map.of("QueueUrl", FIFO, "MessageBody", "x", "MessageGroupId", "g".repeat(128))),
                fine(
                        "10 messages, 20 s, 12 h",
                        "ReceiveMessage",
                        Map.of(
                                "QueueUrl",
                                QUEUE,
                                "MaxNumberOfMessages",
                                10,
                                "WaitTimeSeconds",
                                20,
                                "VisibilityTimeout",
                                43_200)),
                fine(
                        "10 entries",
                        "DeleteMessageBatch",
                        Map.of("QueueUrl", QUEUE, "Entries", entries(10, i -> "id_" + i))),
                fine(
                        "1 MiB in a batch",
                        "SendMessageBatch",
                        Map.of("QueueUrl", QUEUE, "Entries", messages(4, MIB / 4))));
    }

    private static SampleRequest send(String name, String code, Map<String, ?> members) {
        Map<String, Object> input = new HashMap<>(members);
        input.put("QueueUrl", QUEUE);
        return of(name, "SendMessage", code, input);
    }

    private static SampleRequest visibility(String name, int seconds) {
        return of(
                name,
                "ChangeMessageVisibility",
                INVALID,
                Map.of("QueueUrl", QUEUE, "ReceiptHandle", "handle", "VisibilityTimeout", seconds));
    }

    private static SampleRequest batch(String name, String code, List<?> entries) {
        return of(name, "DeleteMessageBatch", code, Map.of("QueueUrl", QUEUE, "Entries", entries));
    }

    private static SampleRequest of(String name, String operation, String code, Map<String, ?> input) {
        return SampleRequest.illegal(name, "sqs", operation, code, input);
    }

    private static SampleRequest fine(String name, String operation, Map<String, ?> input) {
        return SampleRequest.legal(name, "sqs", operation, input);
    }

    private static Map<String, ?> with(Map<String, ?> attributes) {
        return Map.of("MessageBody", "x", "MessageAttributes", attributes);
    }

    private static Map<String, ?> attributes(int count, IntFunction<String> value) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "a" + i, i -> text(value.apply(i))));
    }

    private static Map<String, String> text(String value) {
        return Map.of("DataType", "String", "StringValue", value);
    }

    private static List<?> entries(int count, IntFunction<String> id) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("Id", id.apply(i), "ReceiptHandle", "handle-" + i))
                .toList();
    }

    private static List<?> messages(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("Id", "id-" + i, "MessageBody", "x".repeat(size)))
                .toList();
    }
}
