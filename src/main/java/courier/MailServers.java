package courier;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import settings.Settings.LineEnds;
import settings.Settings.MailServer;
import settings.Settings.Pipe;

/**
 * What sendmail and Postfix give a program behind an alias, besides the mail.
 *
 * @see <a href="https://www.postfix.org/local.8.html">local(8)</a>
 */
final class MailServers {

    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    /** On top of the mail's own headers: should the sender have written one, too, the first one counts. */
    private static final String MARKS = "X-Hikyaku-Policy: ";

    /** What Postfix takes away from every mail that comes in: message_drop_headers. */
    private static final Set<String> DROPPED_BY_POSTFIX = Set.of("bcc", "content-length", "resent-bcc", "return-path");

    private MailServers() {}

    /** @param marks rules of the set's policy that the mail did not pass, empty if it passed all */
    static PipedMail form(Pipe pipe, String sender, String recipient, String marks, Clock clock) {
        boolean fromLine = pipe.fromLine().orElse(pipe.server() != MailServer.NONE);
        LineEnds lineEnds = pipe.lineEnds().orElse(pipe.server() == MailServer.NONE ? LineEnds.AS_STORED : LineEnds.LF);
        boolean postfix = pipe.server() == MailServer.POSTFIX;
        String before = (fromLine ? fromLine(pipe.server(), sender, clock) : "")
                + (postfix ? trace(sender, recipient) : "")
                + (marks.isEmpty() ? "" : MARKS + marks + "\n");
        return new PipedMail(before, postfix ? DROPPED_BY_POSTFIX : Set.of(), lineEnds);
    }

    /** Postfix puts two blanks before the date, sendmail one. */
    private static String fromLine(MailServer server, String sender, Clock clock) {
        String from = sender.isEmpty() ? "MAILER-DAEMON" : oneLine(sender);
        String blanks = server == MailServer.POSTFIX ? "  " : " ";
        return "From " + from + blanks + CTIME.format(ZonedDateTime.ofInstant(clock.instant(), clock.getZone())) + "\n";
    }

    private static String trace(String sender, String recipient) {
        String to = oneLine(recipient);
        return "Return-Path: <" + oneLine(sender) + ">\nX-Original-To: " + to + "\nDelivered-To: " + to + "\n";
    }

    /** No address of a stranger makes up a header. */
    private static String oneLine(String address) {
        return address.replaceAll("\\p{Cntrl}", "?");
    }

    /** Postfix lets nobody else read what its programs write. */
    static Optional<String> umask(Pipe pipe) {
        return pipe.umask().or(() -> pipe.server() == MailServer.POSTFIX ? Optional.of("077") : Optional.empty());
    }

    /** SENDER and RECIPIENT and their parts, for every server; sendmail had none of them, and nobody minds. */
    static Map<String, String> environment(MailServer server, String sender, String recipient) {
        int at = recipient.lastIndexOf('@');
        String local = recipient.substring(0, Math.max(0, at));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SENDER", sender);
        environment.put("RECIPIENT", recipient);
        environment.put("ORIGINAL_RECIPIENT", recipient);
        environment.put("LOCAL", local);
        environment.put("DOMAIN", recipient.substring(at + 1));
        if (server == MailServer.POSTFIX) {
            environment.put("USER", local);
            environment.put("LOGNAME", local);
        } else if (server == MailServer.SENDMAIL) {
            environment.put("AGENT", "sendmail");
        }
        return environment;
    }
}
