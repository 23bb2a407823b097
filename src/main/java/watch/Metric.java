package watch;

import java.util.List;
import java.util.Locale;

/**
 * The metrics of Hikyaku. docs/metrics.md is generated from this. Labels are sets, statuses and kinds: never a tenant,
 * an address or an id, which are too many and private.
 */
public enum Metric {
    TRANSITIONS(
            Type.COUNTER,
            "Deliveries that this process has brought to a status. `kind` is the reason, for RETRY, HELD, FAILED, DEAD and DROPPED: a policy rule, a kind of failure. What couriers write is not among them: nobody scrapes a task.",
            "set",
            "status",
            "kind"),
    CLAIMS(
            Type.COUNTER,
            "Claims that this process has asked for: `granted`; `takeover`, of a worker whose lease was over; `duplicate`, settled before; `busy`, somebody else's or not due; `lost`, taken by a successor in the middle of the work; `not-ours`, an order of another set that a courier refused.",
            "kind"),
    FAILURES(
            Type.COUNTER,
            "Exchanges that failed, by the route and the kind: the exception, or `ecs-…` for what ECS refused.",
            "route",
            "kind"),
    DELIVERIES(
            Type.GAUGE,
            "Deliveries that have this status now; RUNNING stands for all that is in work. Counting ends at 1,000.",
            "set",
            "status"),
    DELIVERIES_LATELY(
            Type.GAUGE,
            "Deliveries that reached this status in the last hour. Counting ends at 1,000.",
            "set",
            "status"),
    OPEN_OLDEST_SECONDS(
            Type.GAUGE,
            "Age of the delivery that has been in work, or to be retried, for longest; 0 if there is none.",
            "set"),
    CANARY_AGE_SECONDS(
            Type.GAUGE,
            "Time since SES received the last canary of the set that is DONE; while none is, since this process started. Only for sets that have a canary.",
            "set"),
    QUEUE_MESSAGES(
            Type.GAUGE,
            "Messages, as far as SQS knows: `waiting`, or `in-work`. `set` is empty but for `work` queues.",
            "queue",
            "set",
            "kind"),
    REACHABLE(Type.GAUGE, "1 if the last look at it succeeded, 0 if not: `ledger`, `queues`.", "kind"),
    POLLERS_DEAD(Type.GAUGE, "Pollers that will never poll again until the process is restarted."),
    LAUNCHES_PER_SECOND(
            Type.GAUGE, "Launches that this process allows itself; ECS halves it whenever it throttles, down to 1."),
    ALIASES_OUTDATED(Type.GAUGE, "Sets whose aliases in force are not those of their file.");

    public enum Type {
        /** Grows until the process ends. */
        COUNTER,
        GAUGE
    }

    private final Type type;
    private final String meaning;
    private final List<String> labels;

    Metric(Type type, String meaning, String... labels) {
        this.type = type;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** @return its name in Micrometer */
    public String key() {
        return "hikyaku." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** @return its name in Prometheus */
    public String scraped() {
        return key().replace('.', '_') + (type == Type.COUNTER ? "_total" : "");
    }

    public Type type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> labels() {
        return labels;
    }
}
