package local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mail.Verdicts;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;

/** The messages by which AWS services announce a mail, in their exact formats. */
public final class Announcement {

    public static final Verdicts PASSED = new Verdicts(
            Stream.of(VerdictType.values()).collect(Collectors.toMap(check -> check, check -> Verdict.PASS)), "");

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:hikyaku-mail";
    private static final String SUBJECT = "Amazon SES Email Receipt Notification";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Announcement() {}

    /** The message that SES publishes for an S3 action with a topic, for a mail that passes every check. */
    public static String of(String id, String sender, List<String> recipients, String bucket, String key) {
        return of(id, sender, recipients, bucket, key, PASSED, "");
    }

    /** @param messageId the mail's own, with angle brackets; empty if the mail has none */
    public static String of(
            String id,
            String sender,
            List<String> recipients,
            String bucket,
            String key,
            Verdicts verdicts,
            String messageId) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return json(Map.of(
                "notificationType",
                "Received",
                "mail",
                Map.of(
                        "timestamp", now,
                        "source", sender,
                        "messageId", id,
                        "destination", recipients,
                        "headersTruncated", false,
                        "headers", List.of(),
                        "commonHeaders", messageId.isEmpty() ? Map.of() : Map.of("messageId", messageId)),
                "receipt",
                receipt(now, recipients, bucket, key, verdicts)));
    }

    private static Map<String, Object> receipt(
            String now, List<String> recipients, String bucket, String key, Verdicts verdicts) {
        Map<String, Object> receipt = new LinkedHashMap<>(Map.of(
                "timestamp",
                now,
                "processingTimeMillis",
                42,
                "recipients",
                recipients,
                "action",
                Map.of(
                        "type", "S3",
                        "topicArn", TOPIC,
                        "bucketName", bucket,
                        "objectKeyPrefix", "raw/",
                        "objectKey", key)));
        verdicts.byCheck().forEach((check, verdict) -> {
            if (verdict != Verdict.UNKNOWN) {
                receipt.put(check.name().toLowerCase(Locale.ROOT) + "Verdict", Map.of("status", verdict.name()));
            }
        });
        if (!verdicts.dmarcPolicy().isEmpty()) {
            receipt.put("dmarcPolicy", verdicts.dmarcPolicy());
        }
        return receipt;
    }

    /** Adds the mail's headers to the message; SES sends at most 10 kB of them. */
    public static String withHeaders(String message, Map<String, String> headers) {
        ObjectNode announced = (ObjectNode) tree(message);
        ArrayNode all = ((ObjectNode) announced.path("mail")).putArray("headers");
        headers.forEach((name, value) -> all.addObject().put("name", name).put("value", value));
        return announced.toString();
    }

    /**
     * Adds to the message what SES reads from the mail's headers.
     *
     * @param from the value of the header From, or empty
     * @param subject the value of the header Subject, or empty
     */
    public static String withCommonHeaders(String message, String from, String subject) {
        ObjectNode announced = (ObjectNode) tree(message);
        ObjectNode common = (ObjectNode) announced.path("mail").path("commonHeaders");
        if (!from.isEmpty()) {
            common.putArray("from").add(from);
        }
        if (!subject.isEmpty()) {
            common.put("subject", subject);
        }
        return announced.toString();
    }

    /** The input of the request with which SES publishes the message. */
    static JsonNode publication(String message) {
        return JSON.createObjectNode()
                .put("TopicArn", TOPIC)
                .put("Subject", SUBJECT)
                .put("Message", message);
    }

    /** The SNS envelope for a subscription without raw delivery. */
    public static String inEnvelope(String message) {
        return json(Map.of(
                "Type",
                "Notification",
                "MessageId",
                "11111111-2222-3333-4444-555555555555",
                "TopicArn",
                TOPIC,
                "Subject",
                SUBJECT,
                "Message",
                message,
                "Timestamp",
                Instant.now().toString()));
    }

    /** The message that S3 sends when an object is written. */
    public static String ofObject(String bucket, String key) {
        return json(Map.of(
                "Records",
                List.of(Map.of(
                        "eventVersion",
                        "2.1",
                        "eventSource",
                        "aws:s3",
                        "eventTime",
                        Instant.now().toString(),
                        "eventName",
                        "ObjectCreated:Put",
                        "s3",
                        Map.of("bucket", Map.of("name", bucket), "object", Map.of("key", key))))));
    }

    /** The message that S3 sends when an object is written, with the object's size and ETag. */
    static String ofObject(String bucket, String key, long size, String eTag) {
        ObjectNode event = (ObjectNode) tree(ofObject(bucket, URLEncoder.encode(key, StandardCharsets.UTF_8)));
        ((ObjectNode) event.path("Records").path(0).path("s3").path("object"))
                .put("size", size)
                .put("eTag", eTag);
        return event.toString();
    }

    /** The EventBridge event {@code Object Created}, or another type of S3's events. */
    public static String inEventBridge(String bucket, String key, String type) {
        return json(Map.of(
                "version",
                "0",
                "id",
                "17793124-05d4-b198-2fde-7ededc63b103",
                "detail-type",
                type,
                "source",
                "aws.s3",
                "account",
                "000000000000",
                "time",
                "2026-11-23T11:57:00Z",
                "region",
                "us-east-1",
                "resources",
                List.of("arn:aws:s3:::" + bucket),
                "detail",
                Map.of(
                        "version", "0",
                        "bucket", Map.of("name", bucket),
                        "object", Map.of("key", key, "size", 5, "etag", "b1946ac92492d2347c6235b4d2611184"),
                        "request-id", "C3D4E5F6G7H8I9J0",
                        "requester", "ses.amazonaws.com",
                        "reason", "PutObject")));
    }

    /**
     * The event with which SES invokes the function of a Lambda action.
     *
     * @param message the message that SES publishes for the same mail
     */
    public static String asInvocation(String message) {
        ObjectNode ses = (ObjectNode) tree(message);
        ses.remove("notificationType");
        ObjectNode receipt = (ObjectNode) ses.path("receipt");
        receipt.putObject("action")
                .put("type", "Lambda")
                .put("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:hikyaku-status")
                .put("invocationType", "Event");
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("eventSource", "aws:ses")
                .put("eventVersion", "1.0")
                .set("ses", ses);
        return event.toString();
    }

    private static JsonNode tree(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no announcement", e);
        }
    }

    private static String json(Map<String, Object> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and strings are JSON", e);
        }
    }
}
