package courier;

import addresses.Quotes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import settings.LineEnds;
import settings.MailServer;
import settings.PipeSettings;

/**
 * What sendmail and Postfix pass to a program besides the mail.
 *
 * @see <a href="https://www.postfix.org/local.8.html">local(8)</a>
 */
final class MailServers {

    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    /** Added above the mail's own headers: if the sender wrote the same header, a program finds ours first. */
    private static final String MARKS = "X-Hikyaku-Policy: ";

    /** The headers that Postfix removes from every incoming mail: message_drop_headers. */
    private static final Set<String> DROPPED_BY_POSTFIX = Set.of("bcc", "content-length", "resent-bcc", "return-path");

    /** The headers that sendmail removes for its prog mailer. */
    private static final Set<String> DROPPED_BY_SENDMAIL =
            Set.of("bcc", "content-length", "full-name", "resent-bcc", "return-path");

    /** Characters outside Postfix' command_expansion_filter: an address from outside cannot form a shell command. */
    private static final Pattern FILTERED = Pattern.compile("[^0-9A-Za-z!@%_=+:,./-]");

    /** Postfix' recipient_delimiter, as in the lookup of aliases. */
    private static final char DELIMITER = '+';

    private MailServers() {}

    /** @param marks rules of the set's policy that the mail violated; empty if none */
    static PipedMail form(PipeSettings pipe, String sender, String recipient, String marks, Clock clock) {
        boolean fromLine = pipe.fromLine().orElse(pipe.server() != MailServer.NONE);
        LineEnds lineEnds = pipe.lineEnds().orElse(pipe.server() == MailServer.NONE ? LineEnds.AS_STORED : LineEnds.LF);
        boolean postfix = pipe.server() == MailServer.POSTFIX;
        String before = (fromLine ? fromLine(pipe.server(), sender, clock) : "")
                + (postfix ? trace(sender, recipient) : "")
                + (marks.isEmpty() ? "" : MARKS + marks + "\n");
        boolean sendmail = pipe.server() == MailServer.SENDMAIL;
        return new PipedMail(
                before,
                dropped(pipe.server()),
                lineEnds,
                sendmail,
                pipe.decodeText().orElse(sendmail));
    }

    private static Set<String> dropped(MailServer server) {
        return switch (server) {
            case POSTFIX -> DROPPED_BY_POSTFIX;
            case SENDMAIL -> DROPPED_BY_SENDMAIL;
            case NONE -> Set.of();
        };
    }

    /** Postfix writes two spaces before the date, sendmail one. */
    private static String fromLine(MailServer server, String sender, Clock clock) {
        String from = sender.isEmpty() ? "MAILER-DAEMON" : oneLine(sender);
        String blanks = server == MailServer.POSTFIX ? "  " : " ";
        return "From " + from + blanks + CTIME.format(ZonedDateTime.ofInstant(clock.instant(), clock.getZone())) + "\n";
    }

    private static String trace(String sender, String recipient) {
        String to = oneLine(recipient);
        return "Return-Path: <" + oneLine(sender) + ">\nX-Original-To: " + to + "\nDelivered-To: " + to + "\n";
    }

    /** An address from outside cannot form a header. */
    private static String oneLine(String address) {
        return address.replaceAll("\\p{Cntrl}", "?");
    }

    /** With Postfix, only the owner can read files that its programs write. */
    static Optional<String> umask(PipeSettings pipe) {
        return pipe.umask().or(() -> pipe.server() == MailServer.POSTFIX ? Optional.of("077") : Optional.empty());
    }

    /** SENDER, RECIPIENT and their parts, for every server; sendmail sets none of them, and they do no harm. */
    static Map<String, String> environment(PipeSettings pipe, String sender, String recipient) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (pipe.server() == MailServer.POSTFIX) {
            addresses(environment, Quotes.plain(sender), Quotes.plain(recipient));
            user(environment);
        } else {
            addresses(environment, sender, recipient);
        }
        if (pipe.server() == MailServer.SENDMAIL) {
            environment.put("AGENT", "sendmail");
        }
        if (pipe.filterEnvironment().orElse(pipe.server() == MailServer.POSTFIX)) {
            environment.replaceAll((name, value) -> filtered(value));
        }
        return environment;
    }

    private static void addresses(Map<String, String> environment, String sender, String recipient) {
        int at = recipient.lastIndexOf('@');
        environment.put("SENDER", sender);
        environment.put("RECIPIENT", recipient);
        environment.put("ORIGINAL_RECIPIENT", recipient);
        environment.put("LOCAL", recipient.substring(0, Math.max(0, at)));
        environment.put("DOMAIN", recipient.substring(at + 1));
    }

    /**
     * The local part without the extension. A name with a slash is not exported: local(8) would look for a file of that
     * name.
     */
    private static void user(Map<String, String> environment) {
        String local = environment.get("LOCAL");
        int plus = local.indexOf(DELIMITER);
        String user = plus < 1 ? local : local.substring(0, plus);
        environment.put("USER", user);
        environment.put("LOGNAME", user);
        if (plus > 0 && local.indexOf('/', plus) > 0) {
            environment.put("LOCAL", user);
        } else if (plus > 0) {
            environment.put("EXTENSION", local.substring(plus + 1));
        }
    }

    /** Replaces each forbidden byte, not each character: Postfix does the same. */
    private static String filtered(String value) {
        String bytes = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return FILTERED.matcher(bytes).replaceAll("_");
    }
}
