package routes.runtime;

import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.util.concurrent.RejectableScheduledThreadPoolExecutor;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;

/** Camel's thread pools. It replaces the scheduled ones, in which pollers run, by pools that count dead pollers. */
final class PollerPools extends DefaultThreadPoolFactory {

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return new SizedScheduledExecutorService(new Pool(profile, threads), profile.getMaxQueueSize());
    }

    /** @return how many pollers of this scheduler have died since it was started; 0 for a stopped one */
    static int dead(DefaultScheduledPollConsumerScheduler scheduler) {
        ScheduledExecutorService pool = scheduler.getScheduledExecutorService();
        return pool == null
                ? 0
                : ((Pool) ((SizedScheduledExecutorService) pool).getScheduledThreadPoolExecutor()).dead.get();
    }

    private static final class Pool extends RejectableScheduledThreadPoolExecutor {

        private final AtomicInteger dead = new AtomicInteger();

        private Pool(ThreadPoolProfile profile, ThreadFactory threads) {
            super(
                    profile.getPoolSize(),
                    threads,
                    profile.getRejectedExecutionHandler() == null
                            ? new CallerRunsPolicy()
                            : profile.getRejectedExecutionHandler());
            setRemoveOnCancelPolicy(true);
        }

        /** A repeating task that was not cancelled ends only if it threw. */
        @Override
        protected void afterExecute(Runnable task, Throwable none) {
            if (task instanceof RunnableScheduledFuture<?> run
                    && run.isPeriodic()
                    && run.isDone()
                    && !run.isCancelled()) {
                dead.incrementAndGet();
            }
        }
    }
}
