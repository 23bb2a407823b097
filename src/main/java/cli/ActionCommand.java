package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Interruption;
import cli.runtime.Launcher.Beans;
import cli.runtime.Progress;
import desk.KnownSets;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.RateLimit;
import desk.Selection;
import desk.Selector;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code hikyaku redrive}, {@code release} and {@code drop}: applies an action to one delivery after another. If it is
 * interrupted, it stops between two deliveries.
 */
abstract class ActionCommand extends DeskCommand {

    static final String REPEAT =
            "One write changes each delivery. The ledger refuses the write if the delivery has another status by then. If the "
                    + "command is interrupted, start it again with the --until that it prints.";
    static final String EXIT_CODES =
            "Exit code: 0 if all selected deliveries are done, or none is selected; 1 if the ledger failed; 2 if "
                    + "the command line is wrong; 130 if it was interrupted.";

    @Mixin
    SelectionOptions options = new SelectionOptions();

    @Option(names = "--why", required = true, description = "The reason, for the timeline. No part of the mail.")
    String why;

    @Option(names = "--by", description = "Your name. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--rate", description = "Maximum number of deliveries per second. Default: ${DEFAULT-VALUE}.")
    int rate = 50;

    @Option(names = "--dry-run", description = "Shows what would be done; changes nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    private final OperatorAction action;
    private OperatorActions actions;
    private int done;
    private int refused;

    ActionCommand(OperatorAction action) {
        this.action = action;
        options.status = action.from().get(0);
    }

    @Override
    protected void check() {
        require(rate >= 1 && options.limit >= 1, "--rate and --limit must be at least 1");
        require(!why.isBlank() && !by.isBlank(), "--why and --by must not be empty");
        require(
                action.isAllowedIn(options.status),
                "what is " + options.status + " is not " + action.done() + ": " + action.from());
    }

    @Override
    protected int run(Beans beans) throws Exception {
        if (options.sets != null) {
            options.sets.forEach(beans.get(KnownSets.class)::check);
        }
        Interruption interruption = beans.get(Interruption.class);
        actions = beans.get(OperatorActions.class);
        Selection selection = options.selection(beans.get(Clock.class).instant());
        interruption.begin();
        try {
            tellForgotten(beans.get(Deliveries.class));
            boolean whole = actOnAll(beans.get(Selector.class).select(selection).iterator(), interruption);
            report(selection);
            return whole ? ExitCode.OK : 1;
        } catch (SdkException e) {
            report(selection);
            throw e;
        } finally {
            interruption.end();
        }
    }

    @Override
    protected int exitCodeOfFailure() {
        return 1;
    }

    /** @return whether all deliveries were handled */
    private boolean actOnAll(Iterator<Entry> selected, Interruption interruption) {
        RateLimit pace = new RateLimit(rate, System::nanoTime);
        Progress progress = new Progress(System.err, System::nanoTime);
        while (selected.hasNext()) {
            actOn(selected.next());
            if (!dryRun) {
                pace.step();
                progress.tell(done + refused, done, action.done());
            }
            if (interruption.isAskedWithin(pace.untilNext())) {
                System.err.println("interrupted");
                return false;
            }
        }
        return true;
    }

    /** Reports forgotten deliveries, which no selectable status includes. */
    private void tellForgotten(Deliveries deliveries) {
        options.mails.stream()
                .flatMap(mail -> deliveries.ofMail(mail).stream())
                .filter(entry -> entry.status() == DeliveryStatus.FORGOTTEN)
                .forEach(entry -> System.err.printf(
                        "%s is FORGOTTEN: it cannot be %s%n", entry.claim().id(), action.done()));
    }

    private void actOn(Entry entry) {
        if (!dryRun) {
            boolean isDone =
                    actions.apply(action, entry, options.status, by, why).isDone();
            done += isDone ? 1 : 0;
            refused += isDone ? 0 : 1;
            return;
        }
        done++;
        if (!json) {
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

    private void report(Selection selection) throws Exception {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put(action.done(), done);
            report.put("refused", refused);
            report.put("dryRun", dryRun);
            report.put("until", selection.until().toString());
            printJson(report);
        } else {
            System.out.printf(
                    "%d %s%s, %d had another status by then (--until %s)%n",
                    done, dryRun ? "would be " : "", action.done(), refused, selection.until());
        }
    }
}
