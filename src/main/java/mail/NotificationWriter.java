package mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a mail's notification in SES' form: {@link NotificationReader} reads it like any other. */
public final class NotificationWriter {

    /** Writes only ASCII, because SQS refuses messages with some characters that an address may contain. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private NotificationWriter() {}

    /** @param mail a notification with at least one recipient */
    public static String write(Notification mail) {
        ObjectNode message = JSON.createObjectNode().put("notificationType", "Received");
        ObjectNode about = message.putObject("mail")
                .put("timestamp", mail.receivedAt().toString())
                .put("source", mail.sender())
                .put("messageId", mail.mail());
        ObjectNode common = JSON.createObjectNode();
        if (!mail.messageId().isEmpty()) {
            common.put("messageId", mail.messageId());
        }
        if (!mail.headers().author().isEmpty()) {
            common.putArray("from").add(mail.headers().author());
        }
        if (!mail.headers().subject().isEmpty()) {
            common.put("subject", mail.headers().subject());
        }
        if (!common.isEmpty()) {
            about.set("commonHeaders", common);
        }
        ObjectNode receipt = message.putObject("receipt");
        mail.verdicts()
                .byCheck()
                .forEach((check, verdict) -> receipt.putObject(check.field()).put("status", verdict.name()));
        receipt.put("dmarcPolicy", mail.verdicts().dmarcPolicy());
        mail.recipients().forEach(receipt.putArray("recipients")::add);
        receipt.putObject("action")
                .put("type", "S3")
                .put("bucketName", mail.raw().bucket())
                .put("objectKey", mail.raw().key());
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }
}
