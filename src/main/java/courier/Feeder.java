package courier;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes a mail to a command's standard input. The command may stop reading whenever it likes. A mail that cannot be
 * read to its end is another matter: the command is killed before it takes a piece of it for the whole.
 */
final class Feeder extends Thread {

    private final PipedMail mail;
    private final Path raw;
    private final Process command;
    private volatile IOException failure;

    Feeder(PipedMail mail, Path raw, Process command) {
        super("command-input");
        this.mail = mail;
        this.raw = raw;
        this.command = command;
        setDaemon(true);
    }

    @Override
    public void run() {
        OutputStream input = command.getOutputStream();
        try {
            mail.write(raw, input);
            input.close();
        } catch (UncheckedIOException e) {
            failure = e.getCause();
            command.destroyForcibly();
        } catch (IOException e) {
            // a closed pipe: the command has read what it wanted
        }
    }

    /** @throws IOException if the mail could not be read: whatever the command did, it did not have all of it */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
