package mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads every form of a mail's notification: SES' own, raw from SNS or inside an SNS envelope; an S3 event, direct or
 * from EventBridge; and the event with which SES invokes a function. For a mail that Mail Manager writes to S3, only
 * the bucket's events exist.
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

    /** RFC 5321, 4.5.3.1: local part 64, domain 255. Senders of bounces (BATV, SRS) have longer local parts. */
    private static final int LONGEST_ADDRESS = 500;

    /** A DMARC policy is one of three words. */
    private static final int LONGEST_WORD = 20;

    /** RFC 3339 has years of four digits; the ledger's numbers start at this epoch. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * @return a notification for each mail: one for SES, one for each record of an S3 event, none for messages that
     *     only confirm a new configuration
     * @throws UnreadableMessage if the text is not a mail's notification
     */
    public List<Notification> read(String text) {
        return UnreadableMessage.unlessRead(() -> announced(text));
    }

    private List<Notification> announced(String text) {
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
        throw new UnreadableMessage("neither an SES notification nor an S3 event");
    }

    /**
     * @param event of a receipt rule's Lambda action, which does not contain the location of the S3 action
     * @param inboxOf where the S3 action of a recipient's rule stores: bucket, or bucket/prefix
     * @throws UnreadableMessage if the text is not such an event
     */
    public List<Notification> readInvocation(String event, UnaryOperator<String> inboxOf) {
        return UnreadableMessage.unlessRead(() -> invoked(event, inboxOf));
    }

    private List<Notification> invoked(String event, UnaryOperator<String> inboxOf) {
        List<JsonNode> records = recordsOf(parse(event));
        if (!records.stream()
                .allMatch(record -> record.path("eventSource").asText().equals("aws:ses"))) {
            throw new UnreadableMessage("the event is not from SES");
        }
        return records.stream()
                .map(record -> record.path("ses"))
                .filter(message -> !isSetup(message))
                .map(message -> announced(message, stored(message, inboxOf)))
                .toList();
    }

    /** All recipients that a rule has matched belong to one set, with one inbox. */
    private static RawMail stored(JsonNode message, UnaryOperator<String> inboxOf) {
        String recipient =
                normalised(message.path("receipt").path("recipients").path(0).asText());
        return S3Prefix.of(inboxOf.apply(recipient)).mail(safe(required(message.path("mail"), "messageId")));
    }

    private static List<Notification> fromSes(JsonNode message) {
        JsonNode action = message.path("receipt").path("action");
        if (isSetup(message)) {
            return List.of();
        }
        if (!action.path("type").asText().equals("S3")) {
            throw new UnreadableMessage(
                    action.has("payloadType")
                            ? "Mail Manager's SNS action does not contain the mail's location: let the bucket announce its objects"
                            : "the receipt rule's action is not S3: the mail is not stored anywhere");
        }
        RawMail raw = new RawMail(required(action, "bucketName"), required(action, "objectKey"));
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
                .map(recipient -> address("recipient", recipient))
                .distinct()
                .toList();
        if (recipients.isEmpty() || recipients.contains("")) {
            throw new UnreadableMessage("receipt.recipients is missing or empty");
        }
        JsonNode headers = mail.path("commonHeaders");
        return new Notification(
                safe(required(mail, "messageId")),
                instant(required(mail, "timestamp")),
                address("sender", mail.path("source").asText("")),
                recipients,
                raw,
                verdicts(message.path("receipt")),
                messageId(headers.path("messageId").asText("")),
                WrittenHeaders.ofText(
                        headers.path("from").path(0).asText(""),
                        headers.path("subject").asText("")));
    }

    private static Verdicts verdicts(JsonNode receipt) {
        Map<Verdicts.VerdictType, Verdicts.Verdict> byCheck = new EnumMap<>(Verdicts.VerdictType.class);
        for (Verdicts.VerdictType check : Verdicts.VerdictType.values()) {
            byCheck.put(
                    check,
                    Verdicts.Verdict.of(
                            receipt.path(check.field()).path("status").asText()));
        }
        String policy = receipt.path("dmarcPolicy").asText("").toLowerCase(Locale.ROOT);
        return new Verdicts(
                byCheck, NO_LETTER.matcher(cut(policy, LONGEST_WORD)).replaceAll(""));
    }

    /**
     * The ledger's rows and keys have no room for a longer address. Another class decides which addresses are
     * delivered.
     */
    private static String address(String what, String address) {
        if (!isAddress(address)) {
            throw new UnreadableMessage("a " + what + " is longer than " + LONGEST_ADDRESS + " characters");
        }
        return address;
    }

    static boolean isAddress(String address) {
        return address.length() <= LONGEST_ADDRESS;
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    /**
     * A message id for searches: without white space and angle brackets, and not longer than an index accepts.
     * No caller may trust it, because the sender has written it.
     */
    public static String messageId(String header) {
        String bare = NOT_OF_AN_ID.matcher(header).replaceAll("");
        return cut(bare, LONGEST_MESSAGE_ID);
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
            throw new UnreadableMessage("an event without records");
        }
        return records;
    }

    private Notification fromS3(JsonNode event) {
        if (!event.path("eventName").asText().startsWith("ObjectCreated:")) {
            throw new UnreadableMessage("the event is not ObjectCreated");
        }
        JsonNode s3 = event.path("s3");
        String key = decoded(required(s3.path("object"), "key"));
        return ofObject(key, instant(required(event, "eventTime")), required(s3.path("bucket"), "name"));
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessage("the object key is not URL-encoded"); // without its cause, which quotes it
        }
    }

    /** In this form a key is not URL-encoded. */
    private static List<Notification> fromEventBridge(JsonNode event) {
        if (!event.path("detail-type").asText().equals("Object Created")) {
            throw new UnreadableMessage("the event is not Object Created");
        }
        JsonNode detail = event.path("detail");
        String key = required(detail.path("object"), "key");
        Notification mail = ofObject(key, instant(required(event, "time")), required(detail.path("bucket"), "name"));
        return mail.mail().equals(SETUP_NOTIFICATION) ? List.of() : List.of(mail);
    }

    private static Notification ofObject(String key, Instant at, String bucket) {
        return Notification.ofObject(safe(key.substring(key.lastIndexOf('/') + 1)), at, new RawMail(bucket, key));
    }

    private JsonNode parse(String text) {
        try {
            JsonNode tree = NotificationJson.MAPPER.readTree(text == null ? "" : text);
            if (!tree.isObject()) {
                throw new UnreadableMessage("not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("not JSON"); // without its cause, which would quote from the message
        }
    }

    /** RFC 5321 leaves the case of the local part to the receiving host; sendmail and Postfix ignore it for aliases. */
    static String normalised(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String required(JsonNode node, String field) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            throw new UnreadableMessage(field + " is missing");
        }
        return value;
    }

    /** @return whether an object of this name is a mail, not SES' setup notification or another kind of object */
    public static boolean isMail(String id) {
        return SAFE_ID.matcher(id).matches() && !id.equals(SETUP_NOTIFICATION);
    }

    /** The id becomes part of object keys and log lines. */
    private static String safe(String id) {
        if (!SAFE_ID.matcher(id).matches()) {
            throw new UnreadableMessage("the message id has characters that no SES message id has");
        }
        return id;
    }

    private static Instant instant(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new UnreadableMessage("the timestamp is not between 1970 and 9999");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new UnreadableMessage("the timestamp is not ISO 8601");
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * Created for the first message, so that a start does not wait for it. A field would also be created for this
     * class' proxy.
     */
    private static final class NotificationJson {
        static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
