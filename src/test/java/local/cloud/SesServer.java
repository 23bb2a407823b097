package local.cloud;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import mail.RawMail;
import mail.S3Prefix;
import mail.Verdicts;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * SES with an SMTP port. It stores the raw mail below the trace headers that SES adds. It announces the mail once for
 * each receipt rule that matches a recipient, with the same message id and that rule's recipients.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html">receipt rules</a>
 */
public final class SesServer implements AutoCloseable {

    /** Bytes with headers. "Maximum email size that can be stored in an Amazon S3 bucket: 40 MB": SES bounces a larger one.
     *
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">email receiving quotas</a>
     */
    private static final int LARGEST = 40 * 1024 * 1024;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final SMTPServer server;
    private final S3Client s3;
    private final KmsClient kms;
    private final SnsTopic topic;
    private final String bucket;
    private final List<Rule> rules;
    private volatile boolean encrypts;

    /**
     * A receipt rule with an S3 action.
     *
     * @param domains the domains whose recipients it matches
     */
    record Rule(Set<String> domains, S3Prefix place) {

        List<String> of(List<String> recipients) {
            return recipients.stream()
                    .filter(recipient -> domains.contains(domain(recipient)))
                    .toList();
        }

        private static String domain(String recipient) {
            return recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /** @param rules further rules; the default rule stores all other mail in this bucket */
    SesServer(int port, S3Client s3, KmsClient kms, String bucket, List<Rule> rules, SnsTopic topic) {
        this.s3 = s3;
        this.kms = kms;
        this.bucket = bucket;
        this.rules = rules;
        this.topic = topic;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("inbound-smtp.local.amazonaws.com")
                .insertReceivedHeaders(false)
                .maxMessageSize(LARGEST)
                .messageHandlerFactory(context -> new Incoming())
                .build();
        server.start();
    }

    /**
     * Receives a mail as if it had arrived over SMTP.
     *
     * @return the mail's message id
     * @throws IllegalArgumentException if the mail is too large for SES to store
     */
    public String accept(String sender, List<String> recipients, byte[] mail) {
        return accept(sender, recipients, mail, Announcement.PASSED);
    }

    /** @param verdicts SES' verdicts about the mail */
    public String accept(String sender, List<String> recipients, byte[] mail, Verdicts verdicts) {
        String id = newId();
        byte[] stored = traced(id, sender, recipients, mail);
        if (stored.length > LARGEST) {
            throw new IllegalArgumentException("SES bounces a mail of more than 40 MB: " + stored.length + " bytes");
        }
        matched(id, recipients).forEach((place, some) -> {
            store(id, place, stored);
            String announced = Announcement.of(
                    id, sender, some, place.bucket(), place.key(), verdicts, header(stored, "Message-ID"));
            topic.publish(Announcement.withCommonHeaders(announced, header(stored, "From"), header(stored, "Subject")));
        });
        return id;
    }

    /** @return the bucket and key of the mail, and its recipients */
    private Map<RawMail, List<String>> matched(String id, List<String> recipients) {
        Map<RawMail, List<String>> matched = new LinkedHashMap<>();
        List<String> others = new ArrayList<>(recipients);
        for (Rule rule : rules) {
            List<String> some = rule.of(recipients);
            others.removeAll(some);
            if (!some.isEmpty()) {
                matched.put(rule.place().mail(id), some);
            }
        }
        if (!others.isEmpty()) {
            matched.put(new RawMail(bucket, key(id)), others);
        }
        return matched;
    }

    /** Switches on the receipt rule's option "encrypt message" for later mails. */
    public void encrypt(boolean encrypts) {
        this.encrypts = encrypts;
    }

    /** The rules have the names that Terraform gives them. */
    private void store(String id, RawMail place, byte[] mail) {
        String rule = "hikyaku-store-" + Path.of(place.key()).getParent().getFileName();
        EncryptedMail object = encrypts ? EncryptedMail.of(mail, id, rule, kms) : new EncryptedMail(mail, Map.of());
        s3.putObject(
                put -> put.bucket(place.bucket()).key(place.key()).metadata(object.metadata()),
                RequestBody.fromBytes(object.content()));
    }

    private static String header(byte[] mail, String name) {
        try {
            String[] values = new InternetHeaders(new ByteArrayInputStream(mail)).getHeader(name);
            return values == null ? "" : values[0];
        } catch (MessagingException e) {
            return ""; // SES omits headers that it cannot read
        }
    }

    /** Announces a mail that is not stored. @return the mail's message id */
    public String announceWithoutObject(String sender, List<String> recipients) {
        String id = newId();
        matched(id, recipients)
                .forEach(
                        (place, some) -> topic.publish(Announcement.of(id, sender, some, place.bucket(), place.key())));
        return id;
    }

    public static String key(String mail) {
        return "raw/" + mail;
    }

    public static String newId() {
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
        public String data(InputStream data) throws IOException, RejectException {
            byte[] mail = data.readNBytes(LARGEST + 1);
            data.transferTo(OutputStream.nullOutputStream());
            try {
                return "Ok " + accept(sender, recipients, mail);
            } catch (IllegalArgumentException e) {
                throw new RejectException(552, e.getMessage());
            }
        }

        @Override
        public void done() {
            // the data method has accepted the mail
        }
    }
}
