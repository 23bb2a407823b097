package local;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends raw bytes over SMTP (RFC 5321), without a library that would correct them first. */
public final class SmtpClient implements AutoCloseable {

    private final BufferedReader in;
    private final OutputStream out;
    private final Closeable connection;

    public SmtpClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    private SmtpClient(Socket socket) throws IOException {
        this(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    /** @param connection closed after the last command */
    public SmtpClient(InputStream in, OutputStream out, Closeable connection) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        this.out = out;
        this.connection = connection;
        expect("220");
        say("EHLO localhost", "250");
    }

    /** @return the message id that the server assigned */
    public String send(String sender, List<String> recipients, byte[] mail) throws IOException {
        say("MAIL FROM:<" + sender + ">", "250");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">", "250");
        }
        say("DATA", "354");
        out.write(dotted(mail));
        String answer = say(".", "250");
        return answer.substring(answer.lastIndexOf(' ') + 1);
    }

    @Override
    public void close() throws IOException {
        say("QUIT", "221");
        connection.close();
    }

    private String say(String line, String answer) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return expect(answer);
    }

    private String expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("SMTP server said " + line + ", not " + code);
        }
        return line;
    }

    /** Adds a dot to each line that begins with a dot (section 4.5.2), and ends the mail with a line end. */
    private static byte[] dotted(byte[] mail) {
        ByteArrayOutputStream dotted = new ByteArrayOutputStream();
        byte before = '\n';
        for (byte next : mail) {
            if (before == '\n' && next == '.') {
                dotted.write('.');
            }
            dotted.write(next);
            before = next;
        }
        if (before != '\n') {
            dotted.writeBytes(new byte[] {'\r', '\n'});
        }
        return dotted.toByteArray();
    }
}
