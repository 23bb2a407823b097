package mail;

import static mail.MessageJson.elements;
import static mail.MessageJson.instant;
import static mail.MessageJson.required;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads every form of a mail's notification: that of SES, raw from SNS or inside an SNS envelope; an S3 event, direct
 * or from EventBridge; and the event with which SES invokes a function. For a mail that Mail Manager writes to S3, only
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

    /** RFC 5322 allows a line of 998 characters; a DynamoDB key has at most 2048 bytes. */
    private static final int LONGEST_MESSAGE_ID = 500;

    /** RFC 5321, 4.5.3.1: local part 64, domain 255. Senders of bounces (BATV, SRS) have longer local parts. */
    private static final int LONGEST_ADDRESS = 500;

    /** Maximum length of a DMARC policy, which is one of three words. */
    private static final int LONGEST_WORD = 20;

    /**
     * @return a notification for each mail: one for SES, one for each record of an S3 event, none for messages that
     *     only confirm a new configuration
     * @throws UnreadableMessage if the text is not a mail's notification
     */
    public List<Notification> read(String text) {
        return UnreadableMessage.unlessRead(() -> announced(text));
    }

    private List<Notification> announced(String text) {
        JsonNode message = MessageJson.unwrapped(MessageJson.parse(text));
        if (BucketEventReader.isEvent(message)) {
            return fromS3(message);
        }
        if (message.path("notificationType").asText().equals("Received")) {
            return fromSes(message);
        }
        throw new UnreadableMessage("neither an SES notification nor an S3 event");
    }

    /**
     * @param event the event of a receipt rule's Lambda action, which does not contain the location of the S3 action
     * @param inboxOf where the S3 action of a recipient's rule stores: bucket, or bucket/prefix
     * @throws UnreadableMessage if the text is not such an event
     */
    public List<Notification> readInvocation(String event, UnaryOperator<String> inboxOf) {
        return UnreadableMessage.unlessRead(() -> invoked(event, inboxOf));
    }

    private List<Notification> invoked(String event, UnaryOperator<String> inboxOf) {
        List<JsonNode> records = recordsOf(MessageJson.parse(event));
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

    private static List<Notification> fromS3(JsonNode message) {
        List<BucketEvent> events = BucketEventReader.events(message);
        if (!events.stream().allMatch(BucketEvent::isCreation)) {
            throw new UnreadableMessage("the event is not Object Created");
        }
        return events.stream()
                .map(BucketEvent::announcement)
                .filter(mail -> !safe(mail.mail()).equals(SETUP_NOTIFICATION))
                .toList();
    }

    private static List<JsonNode> recordsOf(JsonNode message) {
        List<JsonNode> records = elements(message.path("Records")).toList();
        if (records.isEmpty()) {
            throw new UnreadableMessage("an event without records");
        }
        return records;
    }

    /** RFC 5321 leaves the case of the local part to the receiving host; sendmail and Postfix ignore it for aliases. */
    static String normalised(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
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
}
