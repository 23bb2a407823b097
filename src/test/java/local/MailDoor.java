package local;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import mail.Verdicts;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * SES: an SMTP port. It stores the raw mail with the trace headers that SES writes on top, and announces it. One mail,
 * one object, one notification with all its recipients.
 */
public final class MailDoor implements AutoCloseable {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final SMTPServer server;
    private final S3Client s3;
    private final KmsClient kms;
    private final Topic topic;
    private final String bucket;
    private volatile boolean encrypts;

    MailDoor(int port, S3Client s3, KmsClient kms, String bucket, Topic topic) {
        this.s3 = s3;
        this.kms = kms;
        this.bucket = bucket;
        this.topic = topic;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("inbound-smtp.local.amazonaws.com")
                .insertReceivedHeaders(false)
                .maxMessageSize(40 * 1024 * 1024)
                .messageHandlerFactory(context -> new Incoming())
                .build();
        server.start();
    }

    /** Takes a mail as if it had come over SMTP. @return its message id */
    public String accept(String sender, List<String> recipients, byte[] mail) {
        return accept(sender, recipients, mail, Announcement.PASSED);
    }

    /** @param verdicts that SES comes to */
    String accept(String sender, List<String> recipients, byte[] mail, Verdicts verdicts) {
        String id = newId();
        byte[] stored = traced(id, sender, recipients, mail);
        store(id, stored);
        topic.publish(Announcement.of(id, sender, recipients, bucket, key(id), verdicts, messageId(stored)));
        return id;
    }

    /** The receipt rule's option "encrypt message", for mails from now on. */
    public void encrypt(boolean encrypts) {
        this.encrypts = encrypts;
    }

    private void store(String id, byte[] mail) {
        EncryptedMail object = encrypts ? EncryptedMail.of(mail, id, kms) : new EncryptedMail(mail, Map.of());
        s3.putObject(
                put -> put.bucket(bucket).key(key(id)).metadata(object.metadata()),
                RequestBody.fromBytes(object.content()));
    }

    private static String messageId(byte[] mail) {
        try {
            String[] ids = new InternetHeaders(new ByteArrayInputStream(mail)).getHeader("Message-ID");
            return ids == null ? "" : ids[0];
        } catch (MessagingException e) {
            return ""; // SES says nothing of headers that it cannot read
        }
    }

    /** Announces a mail that nobody stored. @return its message id */
    public String announceWithoutObject(String sender, List<String> recipients) {
        String id = newId();
        topic.publish(Announcement.of(id, sender, recipients, bucket, key(id)));
        return id;
    }

    public static String key(String mail) {
        return "raw/" + mail;
    }

    static String newId() {
        RandomGenerator random = RandomGenerator.getDefault();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static byte[] traced(String id, String sender, List<String> recipients, byte[] mail) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String onlyOne = recipients.size() == 1 ? "\r\n for " + recipients.get(0) : "";
        String trace = "Return-Path: <" + sender + ">\r\n"
                + "Received: from client.example ([127.0.0.1])\r\n"
                + " by inbound-smtp.local.amazonaws.com with SMTP id " + id + onlyOne + ";\r\n " + date + "\r\n";
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(trace.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(mail);
        return whole.toByteArray();
    }

    private final class Incoming implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String from) {
            sender = from == null ? "" : from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException {
            return "Ok " + accept(sender, recipients, data.readAllBytes());
        }

        @Override
        public void done() {
            // the mail is accepted when its data are in
        }
    }
}
