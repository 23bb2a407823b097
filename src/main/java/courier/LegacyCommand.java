package courier;

import addresses.AddressBook;
import addresses.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ledger.Delivery;
import settings.Settings;

/**
 * Runs the program behind an alias with the raw mail on its standard input, as sendmail's prog mailer did: the alias's
 * arguments, sysexits. The program reads the file itself, so it may stop reading whenever it likes.
 */
@ApplicationScoped
public class LegacyCommand {

    /** What a shell says of a process that SIGTERM ended; a retry, like every signal. */
    private static final int TIMED_OUT = 143;

    private static final long GRACE_SECONDS = 10;

    private final AddressBook addresses;
    private final Settings settings;

    public LegacyCommand(AddressBook addresses, Settings settings) {
        this.addresses = addresses;
        this.settings = settings;
    }

    /**
     * @throws UnknownHere if this container's aliases file does not have the recipient
     * @throws IOException if the program cannot be started
     */
    public Outcome run(Delivery delivery, Path raw) throws IOException, InterruptedException {
        Destination destination =
                addresses.find(delivery.id().recipient()).orElseThrow(() -> new UnknownHere(delivery.id()));
        ProcessBuilder builder = new ProcessBuilder(destination.command().words())
                .redirectInput(raw.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIKYAKU_"));
        builder.environment().putAll(environment(delivery));
        Process process = builder.start();
        Tail output = new Tail(process.getInputStream());
        output.start();
        return await(process, output, settings.sets().get(destination.set()));
    }

    private static Outcome await(Process process, Tail output, Settings.MailSet set) throws InterruptedException {
        boolean inTime = process.waitFor(set.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime) {
            end(process);
        }
        output.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS)); // a child that lingers may hold the pipe open
        int exitCode = inTime ? process.exitValue() : TIMED_OUT;
        String how = inTime ? "exit " + exitCode : "ended after " + set.timeLimit();
        String said = output.text();
        return new Outcome(exitCode, said.isEmpty() ? how : how + ": " + said);
    }

    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The part of Postfix's pipe environment that says something about the mail. */
    private static Map<String, String> environment(Delivery delivery) {
        String recipient = delivery.id().recipient();
        int at = recipient.lastIndexOf('@');
        return Map.of(
                "SENDER", delivery.sender(),
                "RECIPIENT", recipient,
                "ORIGINAL_RECIPIENT", recipient,
                "LOCAL", recipient.substring(0, at),
                "DOMAIN", recipient.substring(at + 1));
    }
}
