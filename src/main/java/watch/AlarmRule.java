package watch;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of deploy/alarms/hikyaku-alerts.yaml, for the metrics of this process. A test compares both.
 *
 * <p>Each compares a metric with a number: its value, or how much it has grown in fifteen minutes. It fires once the
 * comparison has been true for {@link #lasting}.
 */
public enum AlarmRule {
    OldestOpenTooOld(Severity.PAGE, Metric.OPEN_OLDEST_SECONDS, ">", 3600, 5),
    DeadLetters(Severity.TICKET, Metric.QUEUE_MESSAGES, ">", 0, 0, "queue", "dead-letters"),
    CanaryLate(Severity.PAGE, Metric.CANARY_AGE_SECONDS, ">", 900, 0),
    ManyFailed(Severity.PAGE, Metric.DELIVERIES_LATELY, ">", 20, 0, "status", "FAILED"),
    HeldGrowing(Severity.TICKET, Metric.DELIVERIES_LATELY, ">", 20, 0, "status", "HELD"),
    ClaimsLost(Severity.TICKET, Metric.CLAIMS, ">", 5, 0, "kind", "lost"),
    AnnouncementsLost(Severity.TICKET, Metric.STORED, ">", 0, 0, "kind", "lost|gone"),
    BooksDiffer(Severity.TICKET, Metric.BOOK_DIFFERENCES, ">", 0, 0),
    EcsRefuses(Severity.PAGE, Metric.FAILURES, ">", 5, 0, "kind", "ecs-.*"),
    EcsThrottles(Severity.TICKET, Metric.LAUNCHES_PER_SECOND, "<", 2, 5),
    CourierLaunchesFail(Severity.PAGE, Metric.FAILURES, ">", 2, 0, "route", "launch-couriers"),
    AliasesOutdated(Severity.TICKET, Metric.ALIASES_OUTDATED, ">", 0, 5),
    PollerDead(Severity.PAGE, Metric.POLLERS_DEAD, ">", 0, 2),
    LedgerUnreachable(Severity.PAGE, Metric.REACHABLE, "<", 1, 2, "kind", "ledger"),
    QueuesUnreachable(Severity.PAGE, Metric.REACHABLE, "<", 1, 2, "kind", "queues"),
    ReceiveQueueBacklog(Severity.TICKET, Metric.QUEUE_MESSAGES, ">", 1000, 10, "queue", "mail", "kind", "waiting");

    /** Time over which an increase is computed. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    enum Severity {
        PAGE,
        TICKET
    }

    private final Severity severity;
    private final Metric metric;
    private final String comparison;
    private final double threshold;
    private final Duration lasting;
    private final Map<String, String> labels;

    AlarmRule(
            Severity severity,
            Metric metric,
            String comparison,
            double threshold,
            int lastingMinutes,
            String... labels) {
        this.severity = severity;
        this.metric = metric;
        this.comparison = comparison;
        this.threshold = threshold;
        this.lasting = Duration.ofMinutes(lastingMinutes);
        this.labels = labels.length == 0
                ? Map.of()
                : labels.length == 2
                        ? Map.of(labels[0], labels[1])
                        : Map.of(labels[0], labels[1], labels[2], labels[3]);
    }

    Severity severity() {
        return severity;
    }

    Metric metric() {
        return metric;
    }

    Duration lasting() {
        return lasting;
    }

    /** @return whether the rule compares the increase and not the value */
    boolean isOfIncrease() {
        return metric.type() == Metric.Type.COUNTER;
    }

    boolean isAbout(Map<String, String> series) {
        return labels.entrySet().stream()
                .allMatch(label -> Pattern.matches(label.getValue(), series.getOrDefault(label.getKey(), "")));
    }

    boolean isTrueFor(double value) {
        return comparison.equals(">") ? value > threshold : value < threshold;
    }

    /** @return the rule as in the file of rules */
    String expression() {
        StringBuilder wanted = new StringBuilder();
        metric.labels().stream()
                .filter(labels::containsKey)
                .forEach(name -> wanted.append(wanted.isEmpty() ? "" : ",")
                        .append(name)
                        .append(labels.get(name).matches(".*[*|].*") ? "=~" : "=")
                        .append('"')
                        .append(labels.get(name))
                        .append('"'));
        String series = metric.scraped() + (labels.isEmpty() ? "" : "{" + wanted + "}");
        return (isOfIncrease() ? "increase(" + series + "[15m])" : series) + " " + comparison + " " + (long) threshold;
    }
}
