package desk.jmx;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * What operators can view and do over JMX. Each is a bean {@code hikyaku:type=…}, with the names of the command line.
 */
@RegisterForReflection(ignoreNested = false)
public final class OperatorMBeans {

    private static final String SET = "The set's name";
    private static final String WHY = "For the timeline; nothing out of the mail";
    private static final String MAIL = "The mail's id";
    private static final String RECIPIENT = "Envelope address; empty: all deliveries of the mail";
    private static final String SINCE =
            "2026-11-24, 2026-11-24T10:00+09:00, or how long ago (15m, 2h, 7d); empty: from the beginning";
    private static final String UNTIL = "Likewise, before then; empty: now";

    private OperatorMBeans() {}

    @MBeanDescription("Finds and shows deliveries. Changes nothing.")
    public interface Deliveries {

        @MBeanDescription("A page of deliveries, newest first; the last line says where the next page begins")
        String[] find(
                @MBeanDescription(
                                "Each in the delivery: recipient, sender, shop, message id, id, or a piece of one; none: the newest")
                        String words,
                @MBeanDescription("The set's name; empty: all sets") String set,
                @MBeanDescription("HELD, FAILED, …; empty: any") String status,
                @MBeanDescription(SINCE) String since,
                @MBeanDescription(UNTIL) String until,
                @MBeanDescription("Lines, 1 to 100") int limit);

        @MBeanDescription("All deliveries of a mail: what happened when, by whom, and where the mail and its parts lie")
        String[] show(@MBeanDescription(MAIL) String mail);

        @MBeanDescription("What happened to a delivery: when, how long after the step before, by whom")
        String[] timeline(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription("Envelope address, lower case") String recipient);

        @MBeanDescription(
                "A set's deliveries by status, 1000 for 1000 or more; RUNNING is all in work, DONE of the last hour;"
                        + " a few seconds old")
        Map<String, Integer> countByStatus(@MBeanDescription("The set's name; empty: mail of no set") String set);
    }

    @MBeanDescription(
            "Runs deliveries again that have ended without success. What is DONE, the command line only runs again.")
    public interface Redrive {

        @MBeanDescription("What redriveAll would take, the first 100")
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
                @MBeanDescription("So many at most, 1 to 1000") int limit,
                @MBeanDescription(WHY) String why);
    }

    @MBeanDescription("Decides about deliveries that are HELD.")
    public interface Hold {

        @MBeanDescription("A set's deliveries that are HELD, the first 100")
        String[] list(
                @MBeanDescription(SET) String set,
                @MBeanDescription("In the note of why it is held: spam-fail; empty: any") String note);

        @MBeanDescription("Lets a mail's deliveries go on that are HELD")
        String[] release(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription(RECIPIENT) String recipient,
                @MBeanDescription(WHY) String why);

        @MBeanDescription("Closes a mail's deliveries that are HELD, FAILED or DEAD: nobody gets them")
        String[] drop(
                @MBeanDescription(MAIL) String mail,
                @MBeanDescription(RECIPIENT) String recipient,
                @MBeanDescription(WHY) String why);

        @MBeanDescription("Lets deliveries of a set go on")
        String releaseAll(
                @MBeanDescription(SET) String set,
                @MBeanDescription("In the note of why they are held: spam-fail; empty: any") String note,
                @MBeanDescription("So many at most, 1 to 1000") int limit,
                @MBeanDescription(WHY) String why);
    }

    @MBeanDescription(
            "Stops and starts the intake of mail: in this process only, until it ends. Other pipelines go on.")
    public interface Intake {

        @MBeanDescription("Whether this process takes no mail from the receive queue")
        boolean isPaused();

        @MBeanDescription("Sets whose deliveries wait in this process")
        String[] getPausedSets();

        @MBeanDescription("Takes no more mail from the queue; what is in hand is finished, and retries go on")
        void pause();

        @MBeanDescription("Takes mail again")
        void resume();

        @MBeanDescription(
                "Lets a set's deliveries wait, a minute or two at a time and not as another attempt; what is handed"
                        + " over goes on: the set is drained when countByStatus has no RUNNING")
        void pauseSet(@MBeanDescription(SET) String set);

        @MBeanDescription("Hands a set's deliveries over again, each when its wait is over")
        void resumeSet(@MBeanDescription(SET) String set);
    }

    @MBeanDescription("Looks after deliveries whose time has come, and mail that was never announced.")
    public interface Sweeper {

        @MBeanDescription("How many deliveries a sweep would take up now; counting ends at the sweep's limit")
        int countDue();

        @MBeanDescription("What a sweep would take up now")
        String[] showDue();

        @MBeanDescription("Mail that SES has stored and nobody announced; asks S3 once for every thousand mails there")
        String[] showUnannounced();

        @MBeanDescription("Sweeps now, and returns when it is done")
        String runNow();

        @MBeanDescription("Takes up now what nobody announced, and returns when it is done")
        String runInboxNow();
    }
}
