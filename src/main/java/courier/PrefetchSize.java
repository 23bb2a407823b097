package courier;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import settings.Settings;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * How many orders a courier receives in one request: as many as it runs in {@link #WINDOW}, by the mean time of its
 * latest orders. It is one at first, and ten at most.
 *
 * <p>It is called for every request to SQS, because Camel's consumer reads its own number only once, at its start.
 */
@Singleton
public class PrefetchSize implements ExecutionInterceptor {

    /**
     * About the time for which a busy courier may hold an order while another is idle. A longer window saves almost
     * nothing. For fast programs the limit is ten. A second of a slow program costs more than all requests for its
     * mail.
     */
    static final Duration WINDOW = Duration.ofSeconds(2);

    /** Maximum number of messages that SQS delivers per request. */
    static final int MOST = 10;

    /** Number of orders whose mean time counts. */
    static final int LATEST = 10;

    private final Optional<String> queue;
    private final Deque<Duration> latest = new ArrayDeque<>();

    public PrefetchSize(Settings settings) {
        this.queue = settings.courier().queue();
    }

    /** Records the time that an order took. */
    public synchronized void took(Duration time) {
        latest.addLast(time);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    public synchronized int size() {
        long all = latest.stream().mapToLong(Duration::toNanos).sum();
        if (latest.isEmpty()) {
            return 1;
        }
        long fit = WINDOW.toNanos() * latest.size() / Math.max(1, all); // even if the clock was set back
        return (int) Math.max(1, Math.min(fit, MOST));
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof ReceiveMessageRequest receive
                && queue.filter(receive.queueUrl()::equals).isPresent()) {
            return receive.toBuilder().maxNumberOfMessages(size()).build();
        }
        return context.request();
    }
}
