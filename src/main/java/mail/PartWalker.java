package mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Walks the tree of a mail's MIME parts from left to right and writes its leaves. */
final class PartWalker {

    /** Deeper than any mail that a person or a shop system writes; past it a multipart is kept whole, as a leaf. */
    private static final int DEPTH = 20;

    private final PartWriter writer;

    PartWalker(PartWriter writer) {
        this.writer = writer;
    }

    void walk(Part part) throws MessagingException, IOException {
        walk(part, 0);
    }

    private void walk(Part part, int depth) throws MessagingException, IOException {
        ContentType type = type(part);
        if (type.match("multipart/*") && depth < DEPTH) {
            Multipart children = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < children.getCount(); i++) {
                walk(children.getBodyPart(i), depth + 1);
            }
        } else {
            leaf(part, type);
        }
    }

    private void leaf(Part part, ContentType type) throws MessagingException, IOException {
        String name = name(part, type);
        try (InputStream content = part.getInputStream()) {
            write(part, type, name, content);
        } catch (MessagingException | IOException e) {
            // junk in base64, an unknown encoding: still a part. If it is the disk that fails, it fails here again
            writer.warn("a part cannot be decoded and is kept as it is");
            try (InputStream undecoded = raw(part)) {
                write(part, type, name, undecoded);
            }
        }
    }

    private void write(Part part, ContentType type, String name, InputStream content)
            throws MessagingException, IOException {
        boolean attached = name != null || disposition(part).equals("attachment");
        if (attached || !type.match("text/*")) {
            writer.writeAttachment(name, mediaType(type), content);
        } else {
            String role = type.match("text/html") ? "html" : "text";
            writer.writeBody(role, mediaType(type), Charsets.of(type.getParameter("charset")), content);
        }
    }

    private static InputStream raw(Part part) throws MessagingException {
        return part instanceof MimeMessage whole
                ? whole.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream();
    }

    private ContentType type(Part part) throws MessagingException {
        try {
            String header = part.getContentType();
            return new ContentType(header == null ? "text/plain" : header);
        } catch (jakarta.mail.internet.ParseException e) {
            writer.warn("a Content-Type cannot be read");
            return new ContentType(part instanceof BodyPart ? "application/octet-stream" : "text/plain");
        }
    }

    private static String name(Part part, ContentType type) throws MessagingException {
        String name = null;
        String[] header = part.getHeader("Content-Disposition");
        if (header != null) {
            try {
                name = new ContentDisposition(header[0]).getParameter("filename");
            } catch (jakarta.mail.internet.ParseException e) {
                name = null; // the Content-Type's name, if any, serves as well
            }
        }
        return EncodedWords.decode(name == null ? type.getParameter("name") : name);
    }

    private static String disposition(Part part) throws MessagingException {
        String[] header = part.getHeader("Content-Disposition");
        return header == null ? "" : header[0].split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String mediaType(ContentType type) {
        return type.getBaseType().toLowerCase(Locale.ROOT);
    }
}
