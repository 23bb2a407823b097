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
 * How many orders a courier takes from its work queue in a request: as many as it works off in {@link #WINDOW}, judged
 * by the mean time of its latest ones; one while it knows nothing, ten at most.
 *
 * <p>Hears of every request to SQS, since Camel's consumer reads its number once, when it starts.
 */
@Singleton
public class PrefetchSize implements ExecutionInterceptor {

    /**
     * For about so long an order may lie in the hand of a busy courier while another has nothing to do. Longer saves next
     * to nothing: quick programs have their ten, and a second of a slow one costs more than all requests for its mail.
     */
    static final Duration WINDOW = Duration.ofSeconds(2);

    /** SQS gives no more in a request. */
    static final int MOST = 10;

    /** A full hand: a program that has become slow gets no second one. */
    static final int LATEST = 10;

    private final Optional<String> queue;
    private final Deque<Duration> latest = new ArrayDeque<>();

    public PrefetchSize(Settings settings) {
        this.queue = settings.courier().queue();
    }

    /** An order has been worked off in that time. */
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
        long fit = WINDOW.toNanos() * latest.size() / Math.max(1, all); // also when the clock was set back
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
