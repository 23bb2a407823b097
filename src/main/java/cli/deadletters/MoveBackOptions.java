package cli.deadletters;

import picocli.CommandLine.Option;

/** Which dead letters are moved back, how, and by which operator. */
final class MoveBackOptions {

    /** SQS' own limit. */
    static final int FASTEST = 500;

    @Option(
            names = "--one-by-one",
            description = "Receives, sends and deletes each message, instead of starting an SQS task.")
    boolean oneByOne;

    @Option(names = "--redrive", description = "Runs DEAD deliveries again, one by one; needs --why.")
    boolean redrive;

    @Option(names = "--why", description = "The reason, for the timeline. No part of the mail.")
    String why;

    @Option(names = "--by", description = "Your name. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--limit", description = "Maximum number of messages; only with --one-by-one or --redrive.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--rate", description = "Messages a second, 1 to 500. Default: ${DEFAULT-VALUE}.")
    int rate = 50;

    @Option(names = "--dry-run", description = "Shows what would be done; changes nothing.")
    boolean dryRun;

    /** SQS' task moves all messages and cannot select. */
    boolean selects() {
        return oneByOne || redrive;
    }
}
