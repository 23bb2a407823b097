package mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The envelope of a mail that has been delivered, from the headers that the delivering host wrote at its top.
 *
 * @param sender empty for a bounce, or if no header has it
 * @param recipients the recipients in lower case; empty if no header has them
 * @param verdicts the verdicts of SES' scan, if SES delivered the mail
 * @param messageId the message id, as in {@link Notification#messageId}; like headers, it is the sender's own text
 */
public record Envelope(
        String sender, List<String> recipients, Verdicts verdicts, String messageId, WrittenHeaders headers) {

    /** Leaves out an address that is too long for the ledger: the mail is held, and is not lost. */
    public Envelope {
        sender = NotificationReader.isAddress(sender) ? sender : "";
        recipients = recipients.stream().filter(NotificationReader::isAddress).toList();
    }

    /** The number of bytes of a mail that are read: a host writes its headers at the top. */
    public static final int HEAD = 65_536;

    /** The headers contain no envelope. */
    public static final Envelope NONE = new Envelope("", List.of(), Verdicts.UNKNOWN, "", WrittenHeaders.NONE);

    private static final Pattern ADDRESS = Pattern.compile("<?([^\\s<>;,]+@[^\\s<>;,]+)>?");
    private static final Pattern PATH = Pattern.compile("<?([^\\s<>]*)>?");

    /**
     * Recipients come from X-Original-To, else from Envelope-to (Exim's, with all of them), else from Delivered-To.
     * These count only above the topmost Received header, because the sender may have written those below. Otherwise
     * they come from that header's {@code for} clause.
     *
     * @param raw the mail, or its beginning; not closed
     * @param sender the envelope sender for a mail without Return-Path
     */
    public static Envelope read(InputStream raw, String sender) throws IOException {
        try {
            InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(raw.readNBytes(HEAD)));
            List<String> recipients = delivered(headers);
            return new Envelope(
                    returnPath(headers, sender),
                    recipients.isEmpty() ? ReceivedHeader.recipients(headers) : recipients,
                    verdicts(headers),
                    NotificationReader.messageId(topmost(headers, "Message-ID")),
                    WrittenHeaders.ofBytes(topmost(headers, "From"), topmost(headers, "Subject")));
        } catch (MessagingException e) {
            // unreadable headers name no recipient
            return new Envelope(sender, List.of(), Verdicts.UNKNOWN, "", WrittenHeaders.NONE);
        }
    }

    private static List<String> delivered(InternetHeaders headers) {
        Map<String, List<String>> topmost = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(headers.getAllHeaders())) {
            if (header.getName().equalsIgnoreCase("Received")) {
                break;
            }
            List<String> addresses = addresses(header.getValue());
            if (!addresses.isEmpty()) {
                topmost.putIfAbsent(header.getName(), addresses);
            }
        }
        return Stream.of("X-Original-To", "Envelope-To", "Delivered-To")
                .map(topmost::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
    }

    /** @return each address once; none if the text contains anything else */
    private static List<String> addresses(String value) {
        List<Matcher> all = Stream.of(value.split(",", -1))
                .map(String::strip)
                .map(ADDRESS::matcher)
                .toList();
        return all.stream().allMatch(Matcher::matches)
                ? all.stream()
                        .map(address -> NotificationReader.normalised(address.group(1)))
                        .distinct()
                        .toList()
                : List.of();
    }

    /** SES writes its headers at the top: those that the sender wrote are below. */
    private static Verdicts verdicts(InternetHeaders headers) {
        return new Verdicts(
                Map.of(
                        Verdicts.VerdictType.SPAM, Verdicts.Verdict.of(topmost(headers, "X-SES-Spam-Verdict")),
                        Verdicts.VerdictType.VIRUS, Verdicts.Verdict.of(topmost(headers, "X-SES-Virus-Verdict"))),
                "");
    }

    private static String topmost(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null ? "" : values[0].strip();
    }

    private static String returnPath(InternetHeaders headers, String otherwise) {
        String[] paths = headers.getHeader("Return-Path");
        if (paths == null) {
            return otherwise;
        }
        Matcher path = PATH.matcher(paths[0].strip());
        return path.lookingAt() ? path.group(1) : otherwise;
    }
}
