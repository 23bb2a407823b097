package courier;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Writes a mail to a command's standard input. The command may stop reading at any time. If the mail cannot be read to
 * its end, the whole process group is killed while the pipe is still open. So no process takes the incomplete input for
 * the whole mail.
 */
final class StandardInputWriter extends Thread {

    private final PipedMail mail;
    private final Path raw;
    private final OutputStream input;
    private final ProcessGroup command;
    private final Duration grace;
    private volatile boolean fed;
    private volatile IOException failure;

    StandardInputWriter(PipedMail mail, Path raw, OutputStream input, ProcessGroup command, Duration grace) {
        super("command-input");
        this.mail = mail;
        this.raw = raw;
        this.input = input;
        this.command = command;
        this.grace = grace;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            mail.write(raw, input);
            fed = true;
            input.close();
        } catch (UncheckedIOException e) {
            breakOff(e.getCause());
        } catch (IOException e) {
            fed = true; // a closed pipe: the command has read what it wanted
        } catch (RuntimeException | Error e) {
            breakOff(new IOException("the mail could not be written to its command", e));
        }
    }

    private void breakOff(IOException why) {
        failure = why;
        command.kill();
    }

    /**
     * Ends the command. A command that had the whole mail, or stopped reading by itself, gets SIGTERM and is killed
     * after the grace period. Any other command is killed at once: a process that handles SIGTERM would take the end of
     * its input for the end of the mail.
     */
    void end() throws InterruptedException {
        if (fed) {
            command.end(grace);
        } else {
            command.kill();
        }
    }

    /** @throws IOException if the mail could not be read: whatever the command did, it did not have the whole mail */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    boolean isGoneWithin(Duration time) throws InterruptedException {
        return command.isGoneWithin(time);
    }
}
