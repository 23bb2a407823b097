package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Operators;
import desk.Selector;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import json.Json;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import picocli.CommandLine.ExitCode;
import software.amazon.awssdk.core.exception.SdkException;

/** Does to one delivery after another what an operator says, and ends between two of them when it is interrupted. */
public class Acting implements QuarkusApplication {

    @Inject
    Selector selector;

    @Inject
    Operators operators;

    @Inject
    Deliveries deliveries;

    @Inject
    Interruption interruption;

    @Inject
    Clock clock;

    private OperatorCommands command;
    private int done;
    private int refused;

    @Override
    public int run(String... arguments) throws JsonProcessingException {
        command = Hikyaku.command(OperatorCommands.class, arguments);
        Instant until = command.selection.until(clock);
        interruption.begin();
        try {
            boolean whole = actOnAll();
            report(until);
            return whole ? ExitCode.OK : 1;
        } catch (SdkException e) {
            System.err.printf("the ledger fails: %s%n", e.getClass().getSimpleName());
            report(until);
            return 1;
        } finally {
            interruption.end();
        }
    }

    /** @return whether it came to the end */
    private boolean actOnAll() {
        command.selection.mails.forEach(this::tellForgotten);
        Pace pace = new Pace(command.rate, System::nanoTime);
        Progress progress = new Progress(System.err, System::nanoTime);
        Iterator<Entry> selected = selector.select(command.selection).iterator();
        while (selected.hasNext()) {
            actOn(selected.next());
            if (!command.dryRun) {
                pace.step();
                progress.tell(done + refused, done, command.act.done());
            }
            if (interruption.isAskedWithin(pace.untilNext())) {
                System.err.println("interrupted");
                return false;
            }
        }
        return true;
    }

    /** No status that could be asked for selects them. */
    private void tellForgotten(String mail) {
        deliveries.ofMail(mail).stream()
                .filter(entry -> entry.status() == DeliveryStatus.FORGOTTEN)
                .forEach(entry -> System.err.printf(
                        "%s is FORGOTTEN: it cannot be %s%n", entry.claim().id(), command.act.done()));
    }

    private void actOn(Entry entry) {
        if (!command.dryRun) {
            boolean ours = operators.perform(command.act, entry, command.by, command.why);
            done += ours ? 1 : 0;
            refused += ours ? 0 : 1;
            return;
        }
        done++;
        if (!command.json) {
            System.out.printf(
                    "%s %s since %s %s/%s %s%n",
                    entry.claim().id(),
                    entry.status(),
                    entry.last().at(),
                    entry.delivery().set(),
                    entry.delivery().tenant(),
                    entry.last().note());
        }
    }

    private void report(Instant until) throws JsonProcessingException {
        if (command.json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put(command.act.done(), done);
            report.put("refused", refused);
            report.put("dryRun", command.dryRun);
            report.put("until", until.toString());
            System.out.println(Json.mapper().writeValueAsString(report));
        } else {
            System.out.printf(
                    "%d %s%s, %d had another status by then (--until %s)%n",
                    done, command.dryRun ? "would be " : "", command.act.done(), refused, until);
        }
    }
}
