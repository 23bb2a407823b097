package mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the shapes in which a mail is announced: the SES notification as SNS delivers it raw, the same inside an SNS
 * envelope, an S3 event, the same as EventBridge has it, and what SES invokes a function with. Mail Manager announces a mail
 * that it has written to S3 by the bucket's events alone.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html">SES notification</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">SES' Lambda event</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3 event</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3 event in EventBridge</a>
 * @see <a href="https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_RuleAction.html">Mail Manager's actions</a>
 */
@Singleton
public class NotificationReader {

    private static final String SETUP_NOTIFICATION = "AMAZON_SES_SETUP_NOTIFICATION";
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");
    private static final Pattern NOT_OF_AN_ID = Pattern.compile("[\\s<>\\p{Cntrl}]");

    /** RFC 5322 allows a line of 998; a DynamoDB key has 2048 bytes. */
    private static final int LONGEST_MESSAGE_ID = 500;

    /**
     * @return a notification for each mail that is announced: one for SES, one for each record of an S3 event, none for
     *     the messages that only say that a connection was set up
     * @throws UnreadableNotification if the text is no announcement of a mail
     */
    public List<Notification> read(String text) {
        JsonNode message = parse(text);
        if (message.path("Type").asText().equals("Notification") && message.has("Message")) {
            message = parse(message.path("Message").asText());
        }
        if (message.has("Records")) {
            return records(message);
        }
        if (message.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        if (message.path("source").asText().equals("aws.s3")) {
            return fromEventBridge(message);
        }
        if (message.path("notificationType").asText().equals("Received")) {
            return fromSes(message);
        }
        throw new UnreadableNotification("neither an SES notification nor an S3 event");
    }

    /**
     * @param event of a receipt rule's Lambda action, which does not say where its S3 action has put the mail
     * @param inbox that the rule's S3 action writes to: bucket, or bucket/prefix
     * @throws UnreadableNotification if the text is no such event
     */
    public List<Notification> readInvocation(String event, String inbox) {
        List<JsonNode> records = recordsOf(parse(event));
        if (!records.stream()
                .allMatch(record -> record.path("eventSource").asText().equals("aws:ses"))) {
            throw new UnreadableNotification("an event that is not of SES");
        }
        S3Prefix rule = S3Prefix.of(inbox);
        return records.stream()
                .map(record -> record.path("ses"))
                .filter(message -> !isSetup(message))
                .map(message -> announced(message, rule.mail(safe(required(message.path("mail"), "messageId")))))
                .toList();
    }

    private static List<Notification> fromSes(JsonNode message) {
        JsonNode action = message.path("receipt").path("action");
        if (isSetup(message)) {
            return List.of();
        }
        if (!action.path("type").asText().equals("S3")) {
            throw new UnreadableNotification(
                    action.has("payloadType")
                            ? "Mail Manager's SNS action does not say where the mail lies: announce the bucket's objects"
                            : "the receipt rule's action is not S3: the mail is not kept anywhere");
        }
        RawMail raw = new RawMail(required(action, "bucketName"), safeKey(required(action, "objectKey")));
        return List.of(announced(message, raw));
    }

    private static boolean isSetup(JsonNode message) {
        return required(message.path("mail"), "messageId").equals(SETUP_NOTIFICATION);
    }

    private static Notification announced(JsonNode message, RawMail raw) {
        JsonNode mail = message.path("mail");
        List<String> recipients = elements(message.path("receipt").path("recipients"))
                .map(JsonNode::asText)
                .map(NotificationReader::normalised)
                .distinct()
                .toList();
        if (recipients.isEmpty()) {
            throw new UnreadableNotification("receipt.recipients is missing or empty");
        }
        return new Notification(
                safe(required(mail, "messageId")),
                instant(required(mail, "timestamp")),
                mail.path("source").asText(""),
                recipients,
                raw,
                verdicts(message.path("receipt")),
                messageId(mail.path("commonHeaders").path("messageId").asText("")));
    }

    private static Verdicts verdicts(JsonNode receipt) {
        Map<Verdicts.Check, Verdicts.Verdict> byCheck = new EnumMap<>(Verdicts.Check.class);
        for (Verdicts.Check check : Verdicts.Check.values()) {
            byCheck.put(
                    check,
                    Verdicts.Verdict.of(
                            receipt.path(check.field()).path("status").asText()));
        }
        String policy = receipt.path("dmarcPolicy").asText("").toLowerCase(Locale.ROOT);
        return new Verdicts(byCheck, NO_LETTER.matcher(policy).replaceAll(""));
    }

    /**
     * A message id by which it is looked for: without white space and angle brackets, and not longer than an index takes.
     * No caller may trust it, the sender has written it.
     */
    public static String messageId(String header) {
        String bare = NOT_OF_AN_ID.matcher(header).replaceAll("");
        return bare.substring(0, Math.min(bare.length(), LONGEST_MESSAGE_ID));
    }

    private List<Notification> records(JsonNode message) {
        return recordsOf(message).stream()
                .map(this::fromS3)
                .filter(notification -> !notification.mail().equals(SETUP_NOTIFICATION))
                .toList();
    }

    private static List<JsonNode> recordsOf(JsonNode message) {
        List<JsonNode> records = elements(message.path("Records")).toList();
        if (records.isEmpty()) {
            throw new UnreadableNotification("an event without records");
        }
        return records;
    }

    private Notification fromS3(JsonNode event) {
        if (!event.path("eventName").asText().startsWith("ObjectCreated:")) {
            throw new UnreadableNotification("an event that is not ObjectCreated");
        }
        JsonNode s3 = event.path("s3");
        String key = URLDecoder.decode(required(s3.path("object"), "key"), StandardCharsets.UTF_8);
        return ofObject(key, instant(required(event, "eventTime")), required(s3.path("bucket"), "name"));
    }

    /** There a key is not URL-encoded. */
    private static List<Notification> fromEventBridge(JsonNode event) {
        if (!event.path("detail-type").asText().equals("Object Created")) {
            throw new UnreadableNotification("an event that is not Object Created");
        }
        JsonNode detail = event.path("detail");
        String key = required(detail.path("object"), "key");
        Notification mail = ofObject(key, instant(required(event, "time")), required(detail.path("bucket"), "name"));
        return mail.mail().equals(SETUP_NOTIFICATION) ? List.of() : List.of(mail);
    }

    private static Notification ofObject(String key, Instant at, String bucket) {
        return Notification.ofObject(
                safe(key.substring(key.lastIndexOf('/') + 1)), at, new RawMail(bucket, safeKey(key)));
    }

    private JsonNode parse(String text) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text == null ? "" : text);
            if (!tree.isObject()) {
                throw new UnreadableNotification("not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableNotification("not JSON"); // without its cause, which would quote from the message
        }
    }

    /** RFC 5321 leaves the case of the local part to the receiving host; sendmail and Postfix fold it for aliases. */
    static String normalised(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String required(JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            throw new UnreadableNotification(field + " is missing");
        }
        return value;
    }

    /** @return whether an object of this name is a mail, and not what SES leaves when a rule is set up, or somebody else's */
    public static boolean isMail(String id) {
        return SAFE_ID.matcher(id).matches() && !id.equals(SETUP_NOTIFICATION);
    }

    /** The id becomes part of object keys and log lines. */
    private static String safe(String id) {
        if (!SAFE_ID.matcher(id).matches()) {
            throw new UnreadableNotification("the message id has characters that no SES message id has");
        }
        return id;
    }

    /** Camel's S3 producer evaluates expressions in keys. */
    private static String safeKey(String key) {
        if (key.contains("${")) {
            throw new UnreadableNotification("the object key looks like an expression");
        }
        return key;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableNotification("the timestamp is not ISO 8601");
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Made for the first message: no start waits for it. A field would be made with this class' proxy. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
