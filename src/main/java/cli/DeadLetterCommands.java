package cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What there is to do with the dead-letter queue. {@link DeadLetterLook} and {@link MovingBack} do it. */
@Command(
        name = "dead-letters",
        description = "Looks through the dead-letter queue, and moves messages back. Never prints what is in a mail.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLetterCommands.Listing.class, DeadLetterCommands.One.class, DeadLetterCommands.MoveBack.class
        })
class DeadLetterCommands {

    private static final String NO_QUEUE = "3 if the queue or the ledger fails.";

    @Command(
            name = "list",
            description = {
                "Prints a line for each message: id, when, why, and which delivery it announces with its status.",
                "Looking hides messages from others for as long as it takes.",
                "Exit code: 0, also if there are none; 2 if the command line is wrong; " + NO_QUEUE
            },
            mixinStandardHelpOptions = true)
    static class Listing extends Look {
        @Override
        String id() {
            return "";
        }
    }

    @Command(
            name = "show",
            description = {
                "Shows why a message is there, and the timelines of its deliveries.",
                "Exit code: 0; 1 if there is no such message; 2 if the command line is wrong; " + NO_QUEUE
            },
            mixinStandardHelpOptions = true)
    static class One extends Look {

        @Parameters(paramLabel = "ID", description = "The message's, as `dead-letters list` prints it.")
        String id;

        @Override
        String id() {
            return id;
        }
    }

    abstract static class Look implements Callable<Integer> {

        @Option(names = "--limit", description = "So many at most. Default: ${DEFAULT-VALUE}.")
        int limit = 1000;

        @Option(names = "--json", description = "Prints it as JSON.")
        boolean json;

        @Spec
        CommandSpec spec;

        /** @return empty for all */
        abstract String id();

        @Override
        public Integer call() {
            if (limit < 1) {
                throw new ParameterException(spec.commandLine(), "--limit is at least 1");
            }
            return Hikyaku.start("desk", DeadLetterLook.class, Hikyaku.arguments(spec));
        }
    }

    @Command(
            name = "move-back",
            description = {
                "Moves messages to the receive queue, where they are read like any other.",
                "A delivery that is DEAD is settled, and moving its message does nothing for it: --redrive runs it again"
                        + " and takes the message away. Without it, such messages stay.",
                "Usually a task of SQS moves all of them; it is not started while DEAD ones are among the first 1000."
                        + " --one-by-one receives, sends and deletes instead, and leaves what announces no mail.",
                "Exit code: 0 if nothing is left that was meant; 1 if something is; 2 if the command line is"
                        + " wrong; 130 if it was interrupted; " + NO_QUEUE
            },
            mixinStandardHelpOptions = true)
    static class MoveBack implements Callable<Integer> {

        static final int FASTEST = 500; // SQS' own limit

        @Option(names = "--one-by-one", description = "Where SQS' task is not to be had, or too much.")
        boolean oneByOne;

        @Option(names = "--redrive", description = "Runs DEAD deliveries again, one by one; needs --why.")
        boolean redrive;

        @Option(names = "--why", description = "For the timeline. Nothing out of the mail.")
        String why;

        @Option(names = "--by", description = "Who says so. Default: ${DEFAULT-VALUE}.")
        String by = System.getProperty("user.name");

        @Option(names = "--limit", description = "So many messages at most; with --one-by-one or --redrive.")
        int limit = Integer.MAX_VALUE;

        @Option(names = "--rate", description = "Messages a second, 1 to 500. Default: ${DEFAULT-VALUE}.")
        int rate = 50;

        @Option(names = "--dry-run", description = "Shows what would be done; changes nothing.")
        boolean dryRun;

        @Option(names = "--json", description = "Prints the report as JSON.")
        boolean json;

        @Spec
        CommandSpec spec;

        /** SQS' task takes all there is, and tells nothing apart. */
        boolean selects() {
            return oneByOne || redrive;
        }

        @Override
        public Integer call() {
            check(redrive == (why != null), "--redrive and --why go together");
            check(limit > 0 && rate > 0 && rate <= FASTEST, "--limit is at least 1, and --rate 1 to " + FASTEST);
            check(selects() || limit == Integer.MAX_VALUE, "--limit needs --one-by-one or --redrive");
            return Hikyaku.start("desk", MovingBack.class, Hikyaku.arguments(spec));
        }

        private void check(boolean right, String otherwise) {
            if (!right) {
                throw new ParameterException(spec.commandLine(), otherwise);
            }
        }
    }
}
