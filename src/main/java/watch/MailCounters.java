package watch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The counters that every mail increments. A registry would look up a counter by sorted tags each time, and search for
 * the current trace. This class only adds to a sum, which a scrape reads.
 */
@Singleton
public class MailCounters {

    private record Series(Metric metric, List<String> labels) {}

    private final MeterRegistry meters;
    private final Map<Series, LongAdder> sums = new ConcurrentHashMap<>();

    public MailCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param labels values, in the order of {@link Metric#labels} */
    public void add(Metric metric, String... labels) {
        sums.computeIfAbsent(new Series(metric, List.of(labels)), this::register)
                .increment();
    }

    private LongAdder register(Series series) {
        List<Tag> tags = IntStream.range(0, series.labels.size())
                .mapToObj(i -> Tag.of(series.metric.labels().get(i), series.labels.get(i)))
                .toList();
        LongAdder sum = new LongAdder();
        FunctionCounter.builder(series.metric.key(), sum, LongAdder::sum)
                .tags(tags)
                .register(meters);
        return sum;
    }
}
