package mail;

import static mail.MessageJson.decoded;
import static mail.MessageJson.elements;
import static mail.MessageJson.instant;
import static mail.MessageJson.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a bucket's events: in S3's own form, inside an SNS envelope or not, and in EventBridge's form.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3 event</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3 event in EventBridge</a>
 */
public final class BucketEventReader {

    private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9-]{1,80}");

    private BucketEventReader() {}

    /**
     * @return an event for each record, of any kind; none for the message with which S3 tests a new configuration
     * @throws UnreadableMessage if the text is no event of a bucket
     */
    public static List<BucketEvent> read(String text) {
        return UnreadableMessage.unlessRead(() -> {
            JsonNode message = MessageJson.unwrapped(MessageJson.parse(text));
            if (!isEvent(message)) {
                throw new UnreadableMessage("not an S3 event");
            }
            return events(message);
        });
    }

    static boolean isEvent(JsonNode message) {
        return message.has("Records") || message.path("source").asText().equals("aws.s3") || isTest(message);
    }

    static List<BucketEvent> events(JsonNode message) {
        if (isTest(message)) {
            return List.of();
        }
        if (!message.has("Records")) {
            return List.of(fromEventBridge(message));
        }
        List<BucketEvent> events =
                elements(message.path("Records")).map(BucketEventReader::fromS3).toList();
        if (events.isEmpty()) {
            throw new UnreadableMessage("an event without records");
        }
        return events;
    }

    private static boolean isTest(JsonNode message) {
        return message.path("Event").asText().equals("s3:TestEvent");
    }

    private static BucketEvent fromS3(JsonNode event) {
        JsonNode s3 = event.path("s3");
        JsonNode object = s3.path("object");
        return new BucketEvent(
                event.path("eventName").asText().startsWith("ObjectCreated:"),
                required(s3.path("bucket"), "name"),
                decoded(required(object, "key")),
                instant(required(event, "eventTime")),
                eTag(object.path("eTag").asText()),
                object.path("size").asLong(-1));
    }

    /** In this form a key is not URL-encoded. */
    private static BucketEvent fromEventBridge(JsonNode event) {
        JsonNode detail = event.path("detail");
        JsonNode object = detail.path("object");
        return new BucketEvent(
                event.path("detail-type").asText().equals("Object Created"),
                required(detail.path("bucket"), "name"),
                required(object, "key"),
                instant(required(event, "time")),
                eTag(object.path("etag").asText()),
                object.path("size").asLong(-1));
    }

    private static String eTag(String text) {
        return ETAG.matcher(text).matches() ? text : "";
    }
}
