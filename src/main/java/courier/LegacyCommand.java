package courier;

import addresses.AddressBook;
import addresses.Command;
import addresses.Destination;
import archive.MailFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import ledger.Delivery;
import ledger.DeliveryStatus;
import policy.Policies;
import settings.MailSet;
import settings.PipeSettings;
import settings.Settings;

/**
 * Runs the program behind an alias with the mail on its standard input, as the mail server did. It passes the alias's arguments and the environment as the mail server did, and converts the mail to the same form. It interprets the exit code by sysexits. When {@link #run} returns, no process of the command's process group is left.
 *
 * <p>If this process receives SIGTERM (ECS stops the task, or Spot reclaims it), it passes the signal to the command.
 * If the command then does not end with 0, its delivery is retried.
 */
@ApplicationScoped
public class LegacyCommand {

    /** Processes that a command leaves behind may run this long. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Set<String> OURS = Set.of("HIKYAKU_", "QUARKUS_");

    private final AddressBook addresses;
    private final Policies policies;
    private final Settings settings;
    private final Clock clock;
    private final Duration grace;
    private final Set<StandardInputWriter> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    @Inject
    public LegacyCommand(AddressBook addresses, Policies policies, Settings settings, Clock clock) {
        this(addresses, policies, settings, clock, ProcessGroup.GRACE);
    }

    LegacyCommand(AddressBook addresses, Policies policies, Settings settings, Clock clock, Duration grace) {
        this.addresses = addresses;
        this.policies = policies;
        this.settings = settings;
        this.clock = clock.withZone(ZoneId.systemDefault());
        this.grace = grace;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-command"));
    }

    /**
     * @throws UnknownAlias if this container's aliases file does not contain the recipient
     * @throws CommandNotRun if the command needs a shell that its set does not allow, or its addresses cannot be passed
     * @throws IOException if no process can be started, or the mail cannot be read to its end
     */
    public CommandOutcome run(Delivery delivery, MailFolder parcel) throws IOException, InterruptedException {
        if ((delivery.sender() + delivery.id().recipient()).indexOf(0) >= 0) {
            throw CommandNotRun.hasNul(delivery.id());
        }
        Destination destination =
                addresses.find(delivery.id().recipient()).orElseThrow(() -> new UnknownAlias(delivery.id()));
        MailSet set = settings.sets().get(destination.set());
        if (destination.command().needsShell() && !set.pipe().shell()) {
            throw CommandNotRun.needsShell(delivery.id());
        }
        String address = delivery.id().address();
        String marks = policies.ruling(delivery, Files.size(parcel.raw())).reason();
        PipedMail mail = MailServers.form(set.pipe(), delivery.sender(), address, marks, clock);
        ProcessBuilder builder =
                new ProcessBuilder(commandLine(destination.command(), set.pipe())).redirectErrorStream(true);
        set.pipe().workingDirectory().ifPresent(folder -> builder.directory(folder.toFile()));
        prepare(builder.environment(), set.pipe(), parcel);
        builder.environment().putAll(MailServers.environment(set.pipe(), delivery.sender(), address));
        builder.environment().putAll(set.pipe().environment());
        Process process = builder.start();
        ProcessGroup group = ProcessGroup.of(process);
        StandardInputWriter feeder =
                new StandardInputWriter(mail, parcel.raw(), process.getOutputStream(), group, grace);
        running.add(feeder);
        try {
            if (ending) {
                feeder.end();
            }
            feeder.start();
            CommandOutcome outcome = await(process, feeder, set);
            feeder.check();
            return outcome;
        } finally {
            running.remove(feeder);
            if (process.isAlive()) {
                group.kill(); // the wait was interrupted
            }
        }
    }

    /** Whether this process is ending: a command that begins now receives SIGTERM at once. */
    public boolean isEnding() {
        return ending;
    }

    private CommandOutcome await(Process process, StandardInputWriter feeder, MailSet set) throws InterruptedException {
        OutputTail output = new OutputTail(process.getInputStream());
        output.start();
        boolean inTime = process.waitFor(set.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime || !feeder.isGoneWithin(ending ? Duration.ZERO : LINGER)) {
            feeder.end();
            feeder.isGoneWithin(LINGER); // a killed process needs time to end on a busy machine
        }
        process.waitFor();
        output.join(LINGER.toMillis()); // a process that has left the group may keep the pipe open
        return outcome(process.exitValue(), inTime, output.text(), set);
    }

    private CommandOutcome outcome(int exitCode, boolean inTime, String said, MailSet set) {
        DeliveryStatus meant = Sysexits.status(exitCode, set.pipe().exitCodes());
        String how = "exit " + exitCode;
        if (!inTime) {
            meant = DeliveryStatus.RETRY;
            how = "ended after " + set.timeLimit();
        } else if (ending && meant != DeliveryStatus.DONE) {
            meant = DeliveryStatus.RETRY;
            how += ", the task was told to stop";
        }
        return new CommandOutcome(exitCode, meant, said.isEmpty() ? how : how + ": " + said);
    }

    private static List<String> commandLine(Command command, PipeSettings pipe) {
        List<String> line = new ArrayList<>();
        pipe.user().ifPresent(user -> line.addAll(asUser(user)));
        // not a shell for the command: umask is its only built-in used
        MailServers.umask(pipe)
                .ifPresent(mask -> line.addAll(List.of("sh", "-c", "umask \"$0\" && exec \"$@\"", mask)));
        line.addAll(command.needsShell() ? List.of("sh", "-c", command.line()) : command.words());
        return ProcessGroup.leading(line);
    }

    private static List<String> asUser(String user) {
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        return List.of("setpriv", "--reuid=" + name, "--regid=" + user.substring(colon + 1), "--init-groups", "--");
    }

    static void prepare(Map<String, String> environment, PipeSettings pipe, MailFolder parcel) {
        if (pipe.cleanEnvironment()) {
            environment.clear();
            environment.put("PATH", "/usr/bin:/bin");
        }
        environment.keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
        if (!pipe.awsCredentials()) {
            environment.keySet().removeIf(AwsVariables::giveCredentials);
        }
        if (pipe.mailDir()) {
            environment.put("MAIL_DIR", parcel.folder().toString());
        }
    }

    /** Sends SIGTERM to the running commands, and to each that begins from now on. A second call sends it again. */
    void end() {
        ending = true;
        running.forEach(feeder -> {
            try {
                feeder.end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
