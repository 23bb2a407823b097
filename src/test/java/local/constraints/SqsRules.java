package local.constraints;

import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of queues, receives and batches.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">actions of SQS</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">quotas of queues</a>
 */
final class SqsRules implements Rules {

    /**
     * "The maximum visibility timeout is 12 hours from the time that Amazon SQS receives the ReceiveMessage request.
     * Extending the visibility timeout doesn't reset the 12 hour maximum."
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">visibility timeout</a>
     */
    private static final Duration LONGEST_IN_FLIGHT = Duration.ofHours(12);

    /** "There can be a maximum of approximately 120,000 in flight messages." */
    private static final int IN_FLIGHT = 120_000;

    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}|(?=.{1,80}$)[A-Za-z0-9_-]+\\.fifo");
    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /** Ranges of the numeric attributes, as documented by SetQueueAttributes. */
    private static final Map<String, int[]> ATTRIBUTES = Map.of(
            "DelaySeconds", new int[] {0, 900},
            "MaximumMessageSize", new int[] {1024, SqsMessage.LARGEST},
            "MessageRetentionPeriod", new int[] {60, 1_209_600},
            "ReceiveMessageWaitTimeSeconds", new int[] {0, 20},
            "VisibilityTimeout", new int[] {0, 43_200});

    private final Map<String, Instant> received = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > IN_FLIGHT;
        }
    });
    private final Clock clock;

    SqsRules(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Stream<Fault> broken(Call call) {
        JsonNode input = call.input();
        return Stream.concat(
                queueUrl(input),
                switch (call.operation()) {
                    case "SendMessage" -> new SqsMessage(input, isFifo(input)).faults();
                    case "SendMessageBatch" -> Stream.concat(batch(input), messages(input));
                    case "DeleteMessageBatch" -> batch(input);
                    case "ChangeMessageVisibilityBatch" ->
                        Stream.concat(batch(input), entries(input).flatMap(this::visibility));
                    case "ChangeMessageVisibility" -> visibility(input);
                    case "ReceiveMessage" -> receive(input);
                    case "CreateQueue" -> Stream.concat(name(input), attributes(input));
                    case "SetQueueAttributes" -> attributes(input);
                    case "StartMessageMoveTask" -> range(input, "MaxNumberOfMessagesPerSecond", 1, 500);
                    case "ListMessageMoveTasks" -> range(input, "MaxResults", 1, 10);
                    case "ListQueues" -> range(input, "MaxResults", 1, 1000);
                    default -> Stream.empty();
                });
    }

    @Override
    public boolean mustSeeAnswer(Call call) {
        return call.operation().equals("ReceiveMessage");
    }

    @Override
    public void answered(Call call, JsonNode answer) {
        answer.path("Messages")
                .forEach(message -> received.put(message.path("ReceiptHandle").asText(), clock.instant()));
    }

    private static Stream<Fault> queueUrl(JsonNode input) {
        JsonNode url = input.path("QueueUrl");
        return when(!url.isMissingNode() && url.asText().isEmpty(), "InvalidAddress", "QueueUrl is empty");
    }

    private static Stream<Fault> receive(JsonNode input) {
        return Stream.of(
                        range(input, "MaxNumberOfMessages", 1, 10),
                        range(input, "WaitTimeSeconds", 0, 20),
                        range(input, "VisibilityTimeout", 0, (int) LONGEST_IN_FLIGHT.toSeconds()))
                .flatMap(each -> each);
    }

    private Stream<Fault> visibility(JsonNode input) {
        long timeout = input.path("VisibilityTimeout").asLong();
        Instant since = received.get(input.path("ReceiptHandle").asText());
        Duration total = Duration.ofSeconds(timeout)
                .plus(since == null ? Duration.ZERO : Duration.between(since, clock.instant()));
        Stream<Fault> tooLong = when(
                total.compareTo(LONGEST_IN_FLIGHT) >= 0,
                "InvalidParameterValue",
                "Value " + timeout
                        + " for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the"
                        + " message is beyond the limit [43200 seconds]");
        return Stream.concat(range(input, "VisibilityTimeout", 0, 43_200), tooLong);
    }

    private static Stream<Fault> messages(JsonNode input) {
        boolean fifo = isFifo(input);
        List<SqsMessage> messages =
                entries(input).map(entry -> new SqsMessage(entry, fifo)).toList();
        int total = messages.stream().mapToInt(SqsMessage::size).sum();
        return Stream.concat(
                messages.stream().flatMap(SqsMessage::faults),
                when(
                        total > SqsMessage.LARGEST,
                        "BatchRequestTooLong",
                        "Batch requests cannot be longer than 1048576 bytes. You have sent " + total + " bytes."));
    }

    private static Stream<Fault> batch(JsonNode input) {
        List<String> ids =
                entries(input).map(entry -> entry.path("Id").asText()).toList();
        return Stream.of(
                        when(ids.isEmpty(), "EmptyBatchRequest", "There should be at least one entry in the request."),
                        when(
                                ids.size() > 10,
                                "TooManyEntriesInBatchRequest",
                                "Maximum number of entries per request are 10. You have sent " + ids.size() + "."),
                        when(
                                ids.stream().distinct().count() < ids.size(),
                                "BatchEntryIdsNotDistinct",
                                "Two entries of the batch have the same id."),
                        when(
                                !ids.stream()
                                        .allMatch(id -> BATCH_ID.matcher(id).matches()),
                                "InvalidBatchEntryId",
                                "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                        + " It can be at most 80 letters long."))
                .flatMap(each -> each);
    }

    private static Stream<Fault> name(JsonNode input) {
        String name = input.path("QueueName").asText();
        boolean fifo = input.path("Attributes").path("FifoQueue").asText().equals("true");
        return when(
                !QUEUE_NAME.matcher(name).matches() || name.endsWith(".fifo") != fifo,
                "InvalidParameterValue",
                "QueueName can have 80 alphanumeric characters, hyphens and underscores, and ends with .fifo if, and only"
                        + " if, FifoQueue is true");
    }

    private static Stream<Fault> attributes(JsonNode input) {
        return input.path("Attributes")
                .propertyStream()
                .filter(attribute -> ATTRIBUTES.containsKey(attribute.getKey()))
                .filter(attribute -> !isWithin(attribute.getValue().asText(), ATTRIBUTES.get(attribute.getKey())))
                .map(attribute -> new Fault(
                        "InvalidAttributeValue", "Invalid value for the parameter " + attribute.getKey() + "."));
    }

    private static boolean isWithin(String value, int[] range) {
        return value.matches("\\d{1,9}") && Integer.parseInt(value) >= range[0] && Integer.parseInt(value) <= range[1];
    }

    static Stream<Fault> range(JsonNode input, String member, int least, int most) {
        JsonNode value = input.path(member);
        return when(
                value.isNumber() && (value.asLong() < least || value.asLong() > most),
                "InvalidParameterValue",
                "Value " + value + " for parameter " + member + " is invalid. Reason: Must be between " + least
                        + " and " + most + ", if provided.");
    }

    private static boolean isFifo(JsonNode input) {
        return input.path("QueueUrl").asText().endsWith(".fifo");
    }

    private static Stream<JsonNode> entries(JsonNode input) {
        return input.path("Entries").valueStream();
    }
}
