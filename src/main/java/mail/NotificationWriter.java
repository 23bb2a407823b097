package mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the announcement of a mail in the shape that SES gives it: {@link NotificationReader} reads it like any other. */
public final class NotificationWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NotificationWriter() {}

    /** @param mail with at least one recipient */
    public static String write(Notification mail) {
        ObjectNode message = JSON.createObjectNode().put("notificationType", "Received");
        ObjectNode about = message.putObject("mail")
                .put("timestamp", mail.receivedAt().toString())
                .put("source", mail.sender())
                .put("messageId", mail.mail());
        if (!mail.messageId().isEmpty()) {
            about.putObject("commonHeaders").put("messageId", mail.messageId());
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
        return message.toString();
    }
}
