package mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Turns the raw bytes of a mail into parts and a manifest. It never fails for what is in the mail: what cannot be read
 * becomes a warning, since the raw mail goes to the command whatever happens here.
 */
@ApplicationScoped
public class Unpacker {

    private static final Session SESSION = Session.getInstance(new Properties());

    /**
     * @param mail the SES message id
     * @param raw the mail's bytes
     * @param folder an empty folder that the parts are written to
     * @throws IOException if the disk fails, not for the mail's sake
     */
    public Unpacked unpack(String mail, Path raw, Path folder) throws IOException {
        PartWriter writer = new PartWriter(folder);
        try (SharedFileInputStream bytes = new SharedFileInputStream(raw.toFile())) {
            MimeMessage message = new MimeMessage(SESSION, bytes);
            new PartWalker(writer).walk(message);
            return new Unpacked(manifest(mail, message, writer), writer.files());
        } catch (MessagingException | RuntimeException e) { // hostile mail finds more than the declared one
            return new Unpacked(
                    Manifest.ofUnreadable(mail, "unreadable: " + e.getClass().getSimpleName()), List.of());
        }
    }

    private Manifest manifest(String mail, MimeMessage message, PartWriter writer) throws MessagingException {
        return new Manifest(
                Manifest.VERSION,
                mail,
                EncodedWords.decode(message.getHeader("Message-ID", null)),
                EncodedWords.decode(message.getHeader("Subject", null)),
                people(message.getHeader("From", ",")),
                people(message.getHeader("To", ",")),
                people(message.getHeader("Cc", ",")),
                date(message.getHeader("Date", null), writer.warnings()),
                writer.parts(),
                List.copyOf(writer.warnings()));
    }

    private static List<Manifest.Person> people(String header) {
        if (header == null) {
            return List.of();
        }
        try {
            return Stream.of(InternetAddress.parseHeader(header, false))
                    .map(person -> new Manifest.Person(
                            EncodedWords.decode(person.getPersonal()), EncodedWords.decode(person.getAddress())))
                    .toList();
        } catch (AddressException e) {
            return List.of(new Manifest.Person(EncodedWords.decode(header), null));
        }
    }

    private static String date(String header, List<String> warnings) {
        if (header == null) {
            return null;
        }
        try {
            return new MailDateFormat().parse(header).toInstant().toString();
        } catch (ParseException e) {
            warnings.add("the Date header is not a date");
            return null;
        }
    }
}
