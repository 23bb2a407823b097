package ledger;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;
import settings.RetrySettings;
import settings.Settings;

/**
 * How long to wait before the next attempt. The time doubles, with up to a quarter of jitter, so that a thousand mails
 * that failed together do not return together.
 */
@Singleton
public class Backoff {

    private final RetrySettings retry;

    public Backoff(Settings settings) {
        this.retry = settings.retry();
    }

    /** @param tries number of failed attempts, from 1 */
    public Duration after(int tries) {
        double doubled = retry.first().toMillis() * Math.pow(2, Math.max(0, tries - 1));
        double bounded = Math.min(doubled, retry.longest().toMillis());
        return Duration.ofMillis(
                (long) (bounded * (1 + RandomGenerator.getDefault().nextDouble(0.25))));
    }

    /** @return whether the next attempt would exceed the limit */
    public boolean isOver(int tries) {
        return tries > retry.attempts();
    }
}
