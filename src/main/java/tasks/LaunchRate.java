package tasks;

import jakarta.inject.Singleton;
import settings.Settings;

/**
 * How many launches this process may ask for in a second: the share of the account's rate that the settings give it,
 * halved whenever ECS throttles, one more with every launch that it takes (additive increase, multiplicative decrease).
 */
@Singleton
public class LaunchRate {

    private final int most;
    private int now;

    public LaunchRate(Settings settings) {
        this.most = settings.launchesPerSecond();
        this.now = most;
    }

    public synchronized int perSecond() {
        return now;
    }

    synchronized void taken() {
        now = Math.min(most, now + 1);
    }

    synchronized void throttled() {
        now = Math.max(1, now / 2);
    }
}
