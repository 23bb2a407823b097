package local.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that accepts and stores mail from one user. Before {@link #open()}, it refuses every recipient, and its
 * answer quotes the recipient.
 */
public final class CanarySmtpServer implements AutoCloseable {

    public static final String USER = "pipeline";
    public static final String PASSWORD = "for the postbox";

    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean open;

    /** @param text the mail's text, with headers */
    public record Letter(String from, String to, String text) {}

    public CanarySmtpServer(int port) {
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    logins.incrementAndGet();
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandlerFactory(context -> new Incoming())
                .build();
        server.start();
    }

    public void open() {
        open = true;
    }

    /** @return number of login attempts, with the right password or a wrong one */
    public int logins() {
        return logins.get();
    }

    public List<Letter> letters() {
        return letters;
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Incoming implements MessageHandler {

        private String sender;
        private String recipient;

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String to) throws RejectException {
            if (!open) {
                throw new RejectException(550, "<" + to + "> is not known here");
            }
            recipient = to;
        }

        @Override
        public String data(InputStream data) throws IOException {
            letters.add(new Letter(sender, recipient, new String(data.readAllBytes(), StandardCharsets.US_ASCII)));
            return "Ok";
        }

        @Override
        public void done() {
            // the data method has stored the mail
        }
    }
}
