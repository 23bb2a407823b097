package cli.deadletters;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Interruption;
import cli.runtime.Launcher.Beans;
import desk.DeadLetterQueue;
import desk.OperatorActions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hikyaku dead-letters move-back} */
@Command(
        name = "move-back",
        description = {
            "Moves messages to the receive queue, where they are read like any other.",
            "A DEAD delivery is final, so moving its message has no effect: --redrive runs the delivery again "
                    + "and deletes the message. Without it, such messages stay.",
            "Usually one SQS task moves all messages. It is not started while one of the first 1000 messages belongs "
                    + "to a DEAD delivery. --one-by-one receives, sends and deletes each message instead. It leaves "
                    + "messages that are not a mail's notification.",
            "Exit code: 0 if no selected message is left; 1 if one is; 2 if the command line is wrong; 130 if it "
                    + "was interrupted; " + DeadLettersListCommand.FAILS
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku dead-letters move-back --dry-run",
            "  hikyaku dead-letters move-back --redrive --why \"database is up\" --rate 5"
        })
class DeadLettersMoveBackCommand extends DeskCommand {

    @Mixin
    MoveBackOptions options = new MoveBackOptions();

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @Override
    protected void check() {
        require(options.redrive == (options.why != null), "--redrive needs --why, and --why needs --redrive");
        require(
                options.limit > 0 && options.rate > 0 && options.rate <= MoveBackOptions.FASTEST,
                "--limit must be at least 1, and --rate 1 to " + MoveBackOptions.FASTEST);
        require(options.selects() || options.limit == Integer.MAX_VALUE, "--limit needs --one-by-one or --redrive");
        require(
                options.why == null || !options.why.isBlank() && !options.by.isBlank(),
                "--why and --by must not be empty");
    }

    @Override
    protected int run(Beans beans) throws Exception {
        DeadLetterQueue queue = beans.get(DeadLetterQueue.class);
        Interruption interruption = beans.get(Interruption.class);
        MoveBackCounts counts = new MoveBackCounts();
        interruption.begin();
        try {
            if (options.selects()) {
                new MoveBackOneByOne(queue, beans.get(OperatorActions.class), interruption, options, counts).run();
            } else {
                new MoveBackBySqs(queue, interruption, options, counts).run();
            }
        } finally {
            interruption.end();
            report(counts);
        }
        return counts.whole && counts.dead + counts.refused == 0 ? ExitCode.OK : 1;
    }

    private void report(MoveBackCounts counts) throws Exception {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("moved", counts.moved);
            report.put("redriven", counts.redriven);
            report.put("dead", counts.dead);
            report.put("noAnnouncement", counts.foreign);
            report.put("refused", counts.refused);
            report.put("dryRun", options.dryRun);
            printJson(report);
            return;
        }
        String would = options.dryRun ? "would be " : "";
        System.out.printf(
                "%d %smoved back, %d %sredriven; left: %d DEAD, %d no notifications, %d had another status by then%n",
                counts.moved, would, counts.redriven, would, counts.dead, counts.foreign, counts.refused);
        if (counts.dead > 0) {
            System.out.println("DEAD is final: moving the message has no effect. --redrive --why … runs them again.");
        }
    }
}
