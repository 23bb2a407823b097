package cli;

import addresses.AddressBook;
import archive.Forgetter;
import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Question;
import desk.access.Audit;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.By;
import picocli.CommandLine.ExitCode;

/** Forgets one delivery after another of those that {@link ForgetCommand} means, and ends between two of them when it is interrupted. */
public class ForgettingAll extends Asking {

    @Inject
    Deliveries deliveries;

    @Inject
    Search search;

    @Inject
    AddressBook addresses;

    @Inject
    Forgetter forgetter;

    @Inject
    Interruption interruption;

    @Inject
    Clock clock;

    private ForgetCommand command;
    private int forgotten;
    private int before;
    private int left;
    private boolean whole;

    @Override
    int answer(String... arguments) throws JsonProcessingException {
        command = Hikyaku.command(ForgetCommand.class, arguments);
        interruption.begin();
        try {
            forgetAll();
        } finally {
            interruption.end();
            report();
        }
        return whole && left == 0 ? ExitCode.OK : 1;
    }

    private void forgetAll() {
        Pace pace = new Pace(command.rate, System::nanoTime);
        Progress progress = new Progress(System.err, System::nanoTime);
        whole = meant().filter(entry -> command.set == null
                        || command.set.equals(entry.delivery().set()))
                .takeWhile(entry -> forgotten < command.limit)
                .allMatch(entry -> goesOnAfter(entry, pace, progress));
    }

    private boolean goesOnAfter(Entry entry, Pace pace, Progress progress) {
        forget(entry);
        pace.step();
        progress.tell(forgotten + before + left, forgotten, "forgotten");
        if (command.sure.dryRun || !interruption.isAskedWithin(pace.untilNext())) {
            return true;
        }
        System.err.println("interrupted");
        return false;
    }

    private Stream<Entry> meant() {
        if (!command.mails.isEmpty()) {
            return command.mails.stream().flatMap(mail -> deliveries.ofMail(mail).stream());
        }
        if (command.tenant != null) {
            return all(By.TENANT, command.tenant.toLowerCase(Locale.ROOT));
        }
        String address = command.recipient.toLowerCase(Locale.ROOT);
        // an alias with several commands has a delivery for each
        return Stream.concat(Stream.of(address), addresses.recipients(address).stream())
                .distinct()
                .flatMap(recipient -> all(By.RECIPIENT, recipient));
    }

    /** A page begins behind the last delivery of the one before, whether that is still there or forgotten. */
    private Stream<Entry> all(By by, String key) {
        Instant until = command.until == null ? Question.soon(clock.instant()) : command.until;
        return search.all(new Search.Wanted(by, key, null, command.since, until));
    }

    private void forget(Entry entry) {
        String id = entry.claim().id().toString();
        if (entry.status() == DeliveryStatus.FORGOTTEN) {
            before++;
        } else if (!entry.status().isOver()) {
            left++;
            System.err.printf("%s is %s: not forgotten%n", id, entry.status());
        } else if (command.sure.dryRun) {
            forgotten++;
            (command.json ? System.err : System.out)
                    .printf("%s %s since %s%n", id, entry.status(), entry.last().at());
        } else if (forgetter.forget(entry, command.by, command.why)) {
            forgotten++;
            Audit.allowed(command.by, "forget", id);
        } else {
            left++;
            Audit.refused(command.by, "forget", id);
            System.err.printf("%s has another status by now: not forgotten%n", id);
        }
    }

    private void report() throws JsonProcessingException {
        if (command.json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("forgotten", forgotten);
            report.put("before", before);
            report.put("left", left);
            report.put("dryRun", command.sure.dryRun);
            print(report);
        } else {
            System.out.printf(
                    "%d %sforgotten, %d were before, %d left%n",
                    forgotten, command.sure.dryRun ? "would be " : "", before, left);
        }
    }
}
