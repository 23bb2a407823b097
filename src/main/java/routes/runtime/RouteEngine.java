package routes.runtime;

import archive.Inboxes;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.camel.quarkus.main.CamelMainApplication;
import settings.MailSet;
import settings.Settings;

/** Starts Camel with the routes of this process and waits for its end. The command line finds it only by its name. */
@Singleton
@Named("routes")
public class RouteEngine extends CamelMainApplication {

    /** Minimum length of the key: the length of a hash that is computed with it. */
    private static final int SHORTEST_KEY = 32;

    /**
     * Seconds that SQS waits for a message at most; with zero it does not wait.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
     */
    private static final int LONGEST_POLL = 20;

    private final Inboxes inboxes;
    private final Settings settings;

    public RouteEngine(Inboxes inboxes, Settings settings) {
        this.inboxes = inboxes;
        this.settings = settings;
    }

    /**
     * @throws ConfigurationException if the settings lack a location of mail or the key for subjects, or if SQS would
     *     refuse the duration of a long poll
     */
    @Override
    public int run(String... args) throws Exception {
        if (inboxes.all().isEmpty()) {
            throw new ConfigurationException("the settings name no inbox: give each set hikyaku.sets.NAME.inbox, or set"
                    + " hikyaku.sweep.inboxes for all sets: the bucket or bucket/prefix in which SES' receipt rule"
                    + " stores mail. Mail elsewhere is not read.");
        }
        checkSearchKey();
        checkLongPoll(settings.queue().longPoll());
        return super.run(args);
    }

    /** A courier writes no subject, and does not get the key. */
    private void checkSearchKey() {
        boolean hasKey = settings.search()
                .key()
                .filter(key -> key.length() >= SHORTEST_KEY)
                .isPresent();
        boolean needsKey = settings.search().key().isPresent()
                || settings.role().equals("pipeline")
                        && settings.sets().values().stream().anyMatch(MailSet::subjectWords);
        if (needsKey && !hasKey) {
            throw new ConfigurationException("hikyaku.search.key is missing or has less than " + SHORTEST_KEY
                    + " characters: set it to a random secret (openssl rand -hex 32), or remove"
                    + " hikyaku.sets.NAME.subject-words.");
        }
    }

    /** A poll is repeated at once, so polls that do not wait would be fifty requests a second. */
    static void checkLongPoll(Duration wait) {
        if (wait.toSeconds() < 1 || wait.toSeconds() > LONGEST_POLL) {
            throw new ConfigurationException("hikyaku.queue.wait is " + wait + ", but SQS waits for 1 to "
                    + LONGEST_POLL + " seconds: set PT5S, or remove the setting.");
        }
    }
}
