package tasks;

import jakarta.inject.Singleton;
import settings.Settings;

/**
 * How many launches per second this process may request. It starts at the process' share of the account's rate in the
 * settings. ECS' throttling halves it, and every accepted launch adds one (additive increase, multiplicative decrease).
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
