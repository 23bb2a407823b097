package local.cloud;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.LightArrayRevolverScheduler;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * ElasticMQ's timer, which does nothing at once. A message of a FIFO queue whose group is in flight is due but cannot be
 * received. While a request waits for it, ElasticMQ looks again as soon as it has looked, and this takes a whole core.
 */
final class UnhurriedScheduler extends LightArrayRevolverScheduler {

    /** The setting of Pekko that names the timer's class. */
    static final String SETTING = "pekko.scheduler.implementation";

    private static final FiniteDuration SHORTEST = FiniteDuration.apply(20, "milliseconds");

    /** Pekko calls it. */
    UnhurriedScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        super(config, log, threads);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable what, ExecutionContext where) {
        return super.scheduleOnce(delay.$less(SHORTEST) ? SHORTEST : delay, what, where);
    }
}
