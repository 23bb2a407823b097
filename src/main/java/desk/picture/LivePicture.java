package desk.picture;

import desk.picture.Picture.DrawnRoute;
import desk.picture.Picture.DrawnStep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import watch.Metric;

/**
 * Reads the counters of routes and steps from the metrics of this process; sends no request. The arrows come from
 * docs/routes.md, which PictureTest compares with the routes.
 */
@ApplicationScoped
@Unremovable
public class LivePicture {

    /** The rates cover this time, or the time since the first viewer. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final String ROUTE = "routeId";

    /** A step's key contains its route, so that two routes may have the same step. */
    private record Sample(Instant at, Map<String, Long> counts) {}

    private final MeterRegistry meters;
    private final Clock clock;
    private final List<DrawnArrow> arrows = DrawnArrow.in(document("routes.md"));
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Picture picture;

    public LivePicture(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** @return the picture; its counters are a few seconds old */
    public synchronized Picture now() {
        Instant now = clock.instant();
        if (picture == null || !picture.readAt().plus(FRESH).isAfter(now)) {
            picture = read(now);
        }
        return picture;
    }

    private Picture read(Instant now) {
        Sample sample = new Sample(now, counts());
        while (!samples.isEmpty() && samples.peekFirst().at().isBefore(now.minus(WINDOW))) {
            samples.removeFirst();
        }
        Sample before = samples.peekFirst();
        samples.addLast(sample);
        Map<String, List<DrawnArrow>> byRoute = arrows.stream()
                .collect(Collectors.groupingBy(DrawnArrow::route, LinkedHashMap::new, Collectors.toList()));
        List<DrawnRoute> routes = byRoute.entrySet().stream()
                .map(route -> route(route.getKey(), route.getValue(), before, sample))
                .toList();
        return new Picture(
                routes,
                waiting(),
                before == null ? 0 : Duration.between(before.at(), now).toSeconds(),
                now);
    }

    private static DrawnRoute route(String id, List<DrawnArrow> arrows, Sample before, Sample now) {
        return new DrawnRoute(
                id,
                now.counts().get(id),
                now.counts().get(id + " failed"),
                rate(id, before, now),
                arrows.stream()
                        .map(arrow -> new DrawnStep(
                                arrow.step(),
                                arrow.target(),
                                now.counts().get(id + " " + arrow.step()),
                                rate(id + " " + arrow.step(), before, now)))
                        .toList());
    }

    /** @return the rate per second, never negative; null without an earlier sample */
    private static Double rate(String key, Sample before, Sample now) {
        if (before == null || !now.counts().containsKey(key) || !now.at().isAfter(before.at())) {
            return null;
        }
        long grown = now.counts().get(key) - before.counts().getOrDefault(key, 0L);
        return Math.max(0, grown)
                * 1000.0
                / Duration.between(before.at(), now.at()).toMillis();
    }

    /** The names are those of camel-micrometer; docs/metrics.md has them. */
    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        meters.find("camel.exchanges.total")
                .functionCounters()
                .forEach(route -> counts.put(route.getId().getTag(ROUTE), (long) route.count()));
        meters.find("camel.exchanges.failed")
                .functionCounters()
                .forEach(route -> counts.put(route.getId().getTag(ROUTE) + " failed", (long) route.count()));
        meters.find("camel.message.history")
                .functionTimers()
                .forEach(step -> counts.put(
                        step.getId().getTag(ROUTE) + " " + step.getId().getTag("nodeId"), (long) step.count()));
        return counts;
    }

    private Long waiting() {
        Gauge mails = meters.find(Metric.QUEUE_MESSAGES.key())
                .tags("queue", "mail", "kind", "waiting")
                .gauge();
        return mails == null || Double.isNaN(mails.value()) ? null : (long) mails.value();
    }

    /** @param name the name of a page of docs that the program contains */
    public static String document(String name) {
        try (InputStream page = LivePicture.class.getResourceAsStream("/docs/" + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
