package desk.web;

import desk.SetActivity;
import desk.SetActivity.Hour;
import desk.ShortDuration;
import desk.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set's last 24 hours as three small lines with a common scale.
 *
 * @param done points of an SVG polyline; empty if there are none
 * @param legend the same values in words
 * @param latency p50 and p95 in words; empty if no delivery is done
 */
public record Curve(
        String done,
        String held,
        String failed,
        String legend,
        int peak,
        String latency,
        String sample,
        boolean partial) {

    static final int WIDTH = 144;
    static final int HEIGHT = 28;

    static Curve of(SetActivity activity, Map<String, String> words) {
        int peak = activity.hours().stream()
                .mapToInt(hour -> Math.max(hour.done(), Math.max(hour.held(), hour.failed())))
                .max()
                .orElse(0);
        Map<String, Integer> sums = Map.of(
                "done", sum(activity, Hour::done),
                "held", sum(activity, Hour::held),
                "failed", sum(activity, Hour::failed));
        SetActivity.Latency latency = activity.latency();
        return new Curve(
                line(activity, Hour::done, peak),
                line(activity, Hour::held, peak),
                line(activity, Hour::failed, peak),
                Words.fill(words.get("day.legend"), sums),
                peak,
                latency == null ? "" : time(latency.p50Millis()) + " / " + time(latency.p95Millis()),
                latency == null ? "" : Words.fill(words.get("latency.hint"), Map.of("count", latency.deliveries())),
                activity.partial());
    }

    private static int sum(SetActivity activity, ToIntFunction<Hour> count) {
        return activity.hours().stream().mapToInt(count).sum();
    }

    private static String time(long millis) {
        return ShortDuration.of(Duration.ofMillis(millis));
    }

    private static String line(SetActivity activity, ToIntFunction<Hour> count, int peak) {
        List<Hour> hours = activity.hours();
        if (sum(activity, count) == 0) {
            return "";
        }
        double step = (double) WIDTH / Math.max(1, hours.size() - 1);
        return IntStream.range(0, hours.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.0f,%.1f",
                        i * step,
                        1 + (HEIGHT - 2) * (1 - (double) count.applyAsInt(hours.get(i)) / peak)))
                .collect(Collectors.joining(" "));
    }
}
