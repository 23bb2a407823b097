package desk.jmx;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * What operators can view and do over JMX. Each is a bean {@code hikyaku:type=…}, with the names of the command line.
 */
@RegisterForReflection(ignoreNested = false)
public final class OperatorMBeans {

    private static final String SET = "The set's name";
    private static final String WHY = "The reason, for the timeline; no part of the mail";
    private static final String WHY_PAUSED = "The reason, for the other operators; no part of a mail";
    private static final String MAIL = "The mail's id";
    private static final String RECIPIENT = "Envelope address; empty: all deliveries of the mail";
    private static final String SINCE =
            "2026-11-24, 2026-11-24T10:00+09:00, or how long ago (15m, 2h, 7d); empty: from the beginning";
    private static final String UNTIL = "Only until this time, in the same forms; empty: now";

    private OperatorMBeans() {}

    @MBeanDescription("Finds and shows deliveries. Changes nothing.")
    public interface DeliverySearch {

        @MBeanDescription("A page of deliveries, newest first; the last line says where the next page begins")
        String[] find(
                @MBeanDescription(
                                "Words that the delivery must match: recipient, sender, shop, message id, delivery id, or a part of one; none: the newest")
                        String words,
                @MBeanDescription("The set's name; empty: all sets") String set,
                @MBeanDescription("HELD, FAILED, …; empty: any") String status,
                @MBeanDescription(SINCE) String since,
                @MBeanDescription(UNTIL) String until,
                @MBeanDescription("Lines, 1 to 100") int limit);

        @MBeanDescription(
                "All deliveries of a mail: what happened when, by whom, and the location of the mail and its parts")
        String[] show(@MBeanDescription(MAIL) String mail);

        @MBeanDescription("What happened to a delivery: when, how long after the previous step, by whom")
        String[] timeline(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription("Envelope address, lower case") String recipient);

        @MBeanDescription(
                "A set's deliveries by status, each counted up to 1000; RUNNING includes all in progress, DONE those "
                        + "of the last hour; a few seconds old")
        Map<String, Integer> countByStatus(@MBeanDescription("The set's name; empty: mail of no set") String set);
    }

    @MBeanDescription(
            "Runs deliveries again that have ended without success. Only the command line runs DONE deliveries again.")
    public interface Redrive {

        @MBeanDescription("What redriveAll would select, the first 100")
        String[] list(
                @MBeanDescription(SET) String set,
                @MBeanDescription("FAILED, DEAD or DROPPED") String status,
                @MBeanDescription(SINCE) String since,
                @MBeanDescription(UNTIL) String until);

        @MBeanDescription("Runs a mail's deliveries again that are FAILED, DEAD or DROPPED")
        String[] redrive(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription(RECIPIENT) String recipient,
                @MBeanDescription(WHY) String why);

        @MBeanDescription("Runs deliveries of a set again")
        String redriveAll(
                @MBeanDescription(SET) String set,
                @MBeanDescription("FAILED, DEAD or DROPPED") String status,
                @MBeanDescription(SINCE) String since,
                @MBeanDescription(UNTIL) String until,
                @MBeanDescription("Maximum number, 1 to 1000") int limit,
                @MBeanDescription(WHY) String why);
    }

    @MBeanDescription("Releases or closes deliveries that are HELD.")
    public interface Hold {

        @MBeanDescription("A set's deliveries that are HELD, the first 100")
        String[] list(
                @MBeanDescription(SET) String set,
                @MBeanDescription("Text in the note with the reason: spam-fail; empty: any") String note);

        @MBeanDescription("Releases a mail's deliveries that are HELD")
        String[] release(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription(RECIPIENT) String recipient,
                @MBeanDescription(WHY) String why);

        @MBeanDescription("Closes a mail's deliveries that are HELD, FAILED or DEAD, without running them")
        String[] drop(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription(RECIPIENT) String recipient,
                @MBeanDescription(WHY) String why);

        @MBeanDescription("Releases deliveries of a set")
        String releaseAll(
                @MBeanDescription(SET) String set,
                @MBeanDescription("Text in the note with the reason: spam-fail; empty: any") String note,
                @MBeanDescription("Maximum number, 1 to 1000") int limit,
                @MBeanDescription(WHY) String why);
    }

    @MBeanDescription(
            "Pauses and resumes. pause and resume act on the receive queue, in this process only, until it ends. The "
                    + "other operations act on sets, for all pipelines.")
    public interface Intake {

        @MBeanDescription("Whether this process receives no mail from the receive queue")
        boolean isPaused();

        @MBeanDescription("Sets whose deliveries wait in all pipelines; * is all sets")
        String[] getPausedSets();

        @MBeanDescription("The pauses of all pipelines: set, since when, by whom, why")
        String[] listPauses();

        @MBeanDescription(
                "This process only: receives no more mail from the queue; work in progress is finished, and retries "
                        + "continue")
        void pause();

        @MBeanDescription("This process only: receives mail again")
        void resume();

        @MBeanDescription(
                "All pipelines: a set's deliveries wait, in the same attempt, from a few seconds after this call; "
                        + "deliveries that are handed over continue. The set is drained when countByStatus shows no "
                        + "RUNNING")
        String pauseSet(@MBeanDescription(SET) String set, @MBeanDescription(WHY_PAUSED) String why);

        @MBeanDescription(
                "All pipelines: hands a set's deliveries over again, each when its wait ends, after at most 10 minutes")
        String resumeSet(@MBeanDescription(SET) String set);

        @MBeanDescription("All pipelines: like pauseSet, but for all sets")
        String pauseAll(@MBeanDescription(WHY_PAUSED) String why);

        @MBeanDescription("All pipelines: ends pauseAll; a set that is paused itself stays paused")
        String resumeAll();
    }

    @MBeanDescription("Resumes due deliveries, and finds stored mail without a notification.")
    public interface Sweeper {

        @MBeanDescription("How many deliveries a sweep would resume now; counting ends at the sweep's limit")
        int countDue();

        @MBeanDescription("What a sweep would resume now")
        String[] showDue();

        @MBeanDescription(
                "Mail that SES has stored without a notification; sends S3 one request per thousand mails there")
        String[] showUnannounced();

        @MBeanDescription("Sweeps now, and returns when it is done")
        String runNow();

        @MBeanDescription("Processes stored mail without a notification now, and returns when it is done")
        String runInboxNow();
    }
}
