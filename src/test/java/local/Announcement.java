package local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The messages with which AWS announces a mail, in their exact shapes. */
public final class Announcement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Announcement() {}

    /** What SES publishes for an S3 action with a topic. */
    public static String of(String id, String sender, List<String> recipients, String bucket, String key) {
        Map<String, Object> verdict = Map.of("status", "PASS");
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
                        "commonHeaders", Map.of()),
                "receipt",
                Map.of(
                        "timestamp",
                        now,
                        "processingTimeMillis",
                        42,
                        "recipients",
                        recipients,
                        "spamVerdict",
                        verdict,
                        "virusVerdict",
                        verdict,
                        "spfVerdict",
                        verdict,
                        "dkimVerdict",
                        verdict,
                        "dmarcVerdict",
                        verdict,
                        "action",
                        Map.of(
                                "type", "S3",
                                "topicArn", "arn:aws:sns:us-east-1:000000000000:hikyaku-mail",
                                "bucketName", bucket,
                                "objectKeyPrefix", "raw/",
                                "objectKey", key))));
    }

    /** What SNS makes of it for a subscription without raw delivery. */
    public static String inEnvelope(String message) {
        return json(Map.of(
                "Type", "Notification",
                "MessageId", "11111111-2222-3333-4444-555555555555",
                "TopicArn", "arn:aws:sns:us-east-1:000000000000:hikyaku-mail",
                "Subject", "Amazon SES Email Receipt Notification",
                "Message", message,
                "Timestamp", Instant.now().toString()));
    }

    /** What S3 sends when the object is written. */
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

    private static String json(Map<String, Object> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and strings are JSON", e);
        }
    }
}
