package watch;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages that wait in the queues: one request per queue and round. */
@ApplicationScoped
class QueueBacklogs implements Probe {

    /** A queue by its purpose; the set is empty if all sets share it. */
    private record Queue(String name, String set, String url) {}

    private static final String DEAD_LETTERS = "dead-letters";

    private final List<Queue> queues = new ArrayList<>();
    private final SqsClient sqs;
    private final MultiGauge messages;
    private volatile int deadLetters;

    QueueBacklogs(
            SqsClient sqs,
            Settings settings,
            MeterRegistry meters,
            @ConfigProperty(name = "hikyaku.queue.mail") String mail,
            @ConfigProperty(name = "hikyaku.queue.receipts") String receipts,
            @ConfigProperty(name = "hikyaku.queue.stored") String stored,
            @ConfigProperty(name = "hikyaku.queue.task-events") String taskEvents,
            @ConfigProperty(name = "hikyaku.queue.dead-letters") String deadLetters) {
        this.sqs = sqs;
        this.messages = MultiGauge.builder(Metric.QUEUE_MESSAGES.key()).register(meters);
        queues.add(new Queue("mail", "", mail));
        queues.add(new Queue("receipts", "", receipts));
        queues.add(new Queue("stored", "", stored));
        queues.add(new Queue("task-events", "", taskEvents));
        queues.add(new Queue(DEAD_LETTERS, "", deadLetters));
        settings.sets()
                .forEach(
                        (set, own) -> own.couriers().queue().ifPresent(url -> queues.add(new Queue("work", set, url))));
    }

    @Override
    public String at() {
        return "queues";
    }

    @Override
    public void look() {
        List<Row<?>> rows = new ArrayList<>();
        queues.forEach(queue -> {
            Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(get -> get.queueUrl(queue.url())
                            .attributeNames(APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes();
            int waiting = Integer.parseInt(attributes.get(APPROXIMATE_NUMBER_OF_MESSAGES));
            int inWork = Integer.parseInt(attributes.get(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
            rows.add(Row.of(Tags.of("queue", queue.name(), "set", queue.set(), "kind", "waiting"), waiting));
            rows.add(Row.of(Tags.of("queue", queue.name(), "set", queue.set(), "kind", "in-work"), inWork));
            if (queue.name().equals(DEAD_LETTERS)) {
                deadLetters = waiting + inWork;
            }
        });
        messages.register(rows, true);
    }

    /** @return values of the last round */
    int deadLetters() {
        return deadLetters;
    }
}
