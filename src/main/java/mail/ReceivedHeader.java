package mail;

import jakarta.mail.internet.InternetHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace header that the receiving host itself wrote at the top of a mail (RFC 5321, section 4.4). Its {@code for}
 * clause comes from the envelope and not from the sender. If only an S3 event announces the mail, nothing else of the
 * envelope remains.
 */
final class ReceivedHeader {

    /** Comments (RFC 5322, 3.2.2) may be between the address and the date; Google and Exchange write some. */
    private static final Pattern FOR = Pattern.compile("\\sfor\\s+<?([^\\s<>;()]+@[^\\s<>;()]+)>?\\s*"
            + "(?:\\((?:[^()\\\\]++|\\\\.|\\([^()]*+\\))*+\\)\\s*+)*+;");

    private ReceivedHeader() {}

    /** @return the recipient in the topmost Received header, or empty if there is none. */
    static List<String> recipients(InternetHeaders headers) {
        String[] received = headers.getHeader("Received");
        if (received == null) {
            return List.of();
        }
        Matcher clause = FOR.matcher(received[0]);
        return clause.find() ? List.of(NotificationReader.normalised(clause.group(1))) : List.of();
    }
}
