package desk.jmx;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/** What operators can look at and do over JMX. Each is a bean {@code hikyaku:type=…}; the same words as on the command line. */
@RegisterForReflection(ignoreNested = false)
public final class OperatorBeans {

    private static final String SET = "The set's name";
    private static final String WHY = "For the timeline; nothing out of the mail";
    private static final String MAIL = "The mail's id";
    private static final String RECIPIENT = "Envelope address; empty: all deliveries of the mail";
    private static final String SINCE =
            "2026-11-24, 2026-11-24T10:00+09:00, or how long ago (15m, 2h, 7d); empty: from the beginning";
    private static final String UNTIL = "Likewise, before then; empty: now";

    private OperatorBeans() {}

    @Description("Finds and shows deliveries. Changes nothing.")
    public interface Deliveries {

        @Description("A page of deliveries, newest first; the last line says where the next page begins")
        String[] find(
                @Description(
                                "Each in the delivery: recipient, sender, shop, message id, id, or a piece of one; none: the newest")
                        String words,
                @Description("The set's name; empty: all sets") String set,
                @Description("HELD, FAILED, …; empty: any") String status,
                @Description(SINCE) String since,
                @Description(UNTIL) String until,
                @Description("Lines, 1 to 100") int limit);

        @Description("All deliveries of a mail: what happened when, by whom, and where the mail and its parts lie")
        String[] show(@Description(MAIL) String mail);

        @Description("What happened to a delivery: when, how long after the step before, by whom")
        String[] timeline(
                @Description(MAIL) String mail, @Description("Envelope address, lower case") String recipient);

        @Description(
                "A set's deliveries by status, 1000 for 1000 or more; RUNNING is all in work, DONE of the last hour;"
                        + " a few seconds old")
        Map<String, Integer> countByStatus(@Description("The set's name; empty: mail of no set") String set);
    }

    @Description(
            "Runs deliveries again that have ended without success. What is DONE, the command line only runs again.")
    public interface Redrive {

        @Description("What redriveAll would take, the first 100")
        String[] list(
                @Description(SET) String set,
                @Description("FAILED, DEAD or DROPPED") String status,
                @Description(SINCE) String since,
                @Description(UNTIL) String until);

        @Description("Runs a mail's deliveries again that are FAILED, DEAD or DROPPED")
        String[] redrive(
                @Description(MAIL) String mail, @Description(RECIPIENT) String recipient, @Description(WHY) String why);

        @Description("Runs deliveries of a set again")
        String redriveAll(
                @Description(SET) String set,
                @Description("FAILED, DEAD or DROPPED") String status,
                @Description(SINCE) String since,
                @Description(UNTIL) String until,
                @Description("So many at most, 1 to 1000") int limit,
                @Description(WHY) String why);
    }

    @Description("Decides about deliveries that are HELD.")
    public interface Hold {

        @Description("A set's deliveries that are HELD, the first 100")
        String[] list(
                @Description(SET) String set,
                @Description("In the note of why it is held: spam-fail; empty: any") String note);

        @Description("Lets a mail's deliveries go on that are HELD")
        String[] release(
                @Description(MAIL) String mail, @Description(RECIPIENT) String recipient, @Description(WHY) String why);

        @Description("Closes a mail's deliveries that are HELD, FAILED or DEAD: nobody gets them")
        String[] drop(
                @Description(MAIL) String mail, @Description(RECIPIENT) String recipient, @Description(WHY) String why);

        @Description("Lets deliveries of a set go on")
        String releaseAll(
                @Description(SET) String set,
                @Description("In the note of why they are held: spam-fail; empty: any") String note,
                @Description("So many at most, 1 to 1000") int limit,
                @Description(WHY) String why);
    }

    @Description("Stops and starts the intake of mail: in this process only, until it ends. Other pipelines go on.")
    public interface Intake {

        @Description("Whether this process takes no mail from the receive queue")
        boolean isPaused();

        @Description("Sets whose deliveries wait in this process")
        String[] getPausedSets();

        @Description("Takes no more mail from the queue; what is in hand is finished, and retries go on")
        void pause();

        @Description("Takes mail again")
        void resume();

        @Description(
                "Lets a set's deliveries wait, a minute or two at a time and not as another attempt; what is handed"
                        + " over goes on: the set is drained when countByStatus has no RUNNING")
        void pauseSet(@Description(SET) String set);

        @Description("Hands a set's deliveries over again, each when its wait is over")
        void resumeSet(@Description(SET) String set);
    }

    @Description("Looks after deliveries whose time has come, and mail that was never announced.")
    public interface Sweeper {

        @Description("How many deliveries a sweep would take up now; counting ends at the sweep's limit")
        int countDue();

        @Description("What a sweep would take up now")
        String[] showDue();

        @Description("Mail that SES has stored and nobody announced; asks S3 once for every thousand mails there")
        String[] showUnannounced();

        @Description("Sweeps now, and returns when it is done")
        String runNow();

        @Description("Takes up now what nobody announced, and returns when it is done")
        String runInboxNow();
    }
}
