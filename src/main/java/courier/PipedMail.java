package courier;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import settings.LineEnds;

/**
 * A mail in the form in which a mail server pipes it into a program. The mail is written while it is read: a mail of 40
 * MB, or a line of 40 MB, needs 64 KB of memory.
 *
 * @param before the text that is written before the mail, with line ends of LF
 * @param dropped names of headers that the mail server removes, lower case
 * @param lineEnds the line ends of the output
 * @param headersEnd whether an empty line ends the headers even of a mail without a body
 * @param decoded whether a body that is one plain text is decoded
 */
record PipedMail(String before, Set<String> dropped, LineEnds lineEnds, boolean headersEnd, boolean decoded) {

    private static final int BUFFER = 65_536;

    /** A length above that of every dropped header's name. */
    private static final int PIECE = 8192;

    /** Number of header lines in which the encoding is searched for. */
    private static final int MOST_HEADERS = 10_000;

    /**
     * @throws IOException if the output cannot be written
     * @throws UncheckedIOException if the mail cannot be read
     */
    void write(Path raw, OutputStream to) throws IOException {
        TextEncoding encoding = decoded && lineEnds != LineEnds.AS_STORED ? encoding(raw) : TextEncoding.NONE;
        try (InputStream mail = new BufferedInputStream(Readable.open(raw), BUFFER)) {
            OutputStream out = new BufferedOutputStream(to, BUFFER);
            out.write(ended(before).getBytes(StandardCharsets.UTF_8));
            if (lineEnds == LineEnds.AS_STORED && dropped.isEmpty()) {
                mail.transferTo(out);
            } else {
                writeLines(mail, encoding, out);
            }
            out.flush();
        }
    }

    /** Distinguishes a mail that cannot be read from a program that does not read. */
    private static final class Readable extends FilterInputStream {

        Readable(InputStream file) {
            super(file);
        }

        static Readable open(Path raw) {
            try {
                return new Readable(Files.newInputStream(raw));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static TextEncoding encoding(Path raw) throws IOException {
        List<String> headers = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
        boolean atLineStart = true;
        try (InputStream mail = new BufferedInputStream(Readable.open(raw), BUFFER)) {
            for (String end = read(mail, piece);
                    end != null && !(atLineStart && piece.size() == 0) && headers.size() < MOST_HEADERS;
                    end = read(mail, piece)) {
                if (atLineStart) {
                    headers.add(piece.toString(StandardCharsets.ISO_8859_1));
                }
                atLineStart = !end.isEmpty();
            }
        }
        return TextEncoding.of(headers);
    }

    private void writeLines(InputStream raw, TextEncoding encoding, OutputStream out) throws IOException {
        InputStream mail = raw;
        boolean inHeaders = true;
        boolean atLineStart = true;
        boolean dropping = false;
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
        for (String end = read(mail, piece); end != null; end = read(mail, piece)) {
            boolean wholeLine = !end.isEmpty();
            if (inHeaders && atLineStart) {
                inHeaders = piece.size() > 0;
                dropping = inHeaders && isDropped(piece.toByteArray(), dropping, encoding);
                if (!inHeaders) {
                    out.write(ended(encoding.headers()).getBytes(StandardCharsets.US_ASCII));
                    mail = encoding.decoded(raw);
                }
            }
            if (!dropping) {
                piece.writeTo(out);
                out.write((lineEnds == LineEnds.AS_STORED ? end : ended(end)).getBytes(StandardCharsets.US_ASCII));
            }
            atLineStart = wholeLine;
        }
        String end = inHeaders && headersEnd && lineEnds != LineEnds.AS_STORED
                ? (atLineStart ? "" : "\n") + encoding.headers() + "\n"
                : "";
        out.write(ended(end + encoding.end(atLineStart || inHeaders)).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a line, or a piece of a long line.
     *
     * @return the piece's line end; empty if the piece ends without one, null at the end of the mail
     */
    private static String read(InputStream mail, ByteArrayOutputStream piece) throws IOException {
        piece.reset();
        for (int c = mail.read(); c >= 0; c = mail.read()) {
            if (c == '\n') {
                return "\n";
            }
            if (c == '\r') {
                mail.mark(1);
                if (mail.read() == '\n') {
                    return "\r\n";
                }
                mail.reset();
            }
            piece.write(c);
            if (piece.size() == PIECE) {
                return "";
            }
        }
        return piece.size() > 0 ? "" : null;
    }

    /** A line that begins with a space belongs to the header before it. */
    private boolean isDropped(byte[] line, boolean droppedBefore, TextEncoding encoding) {
        if (line[0] == ' ' || line[0] == '\t') {
            return droppedBefore;
        }
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
        return dropped.contains(name) || encoding != TextEncoding.NONE && name.equals(TextEncoding.HEADER);
    }

    /** SES' line ends, if the mail is piped as stored. */
    private String ended(String lines) {
        return lines.replace("\r\n", "\n").replace("\n", lineEnds == LineEnds.LF ? "\n" : "\r\n");
    }
}
