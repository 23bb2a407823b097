package watch;

import java.util.List;
import java.util.Locale;

/**
 * The metrics of Hikyaku. docs/metrics.md is generated from this. Labels are sets, statuses and kinds: never a tenant,
 * an address or an id, because these are private and too many.
 */
public enum Metric {
    TRANSITIONS(
            Type.COUNTER,
            "Deliveries that this process has moved to a status. `kind` is the reason, for RETRY, HELD, FAILED, DEAD and DROPPED: a policy rule, a kind of failure. Couriers' transitions are not included, because no scraper reaches a task.",
            "set",
            "status",
            "kind"),
    CLAIMS(
            Type.COUNTER,
            "Claims that this process has requested: `granted`; `takeover`, from a worker whose lease had expired; `duplicate`, already settled; `busy`, another worker's or not due; `lost`, taken over during the work; `not-ours`, an order of another set that a courier refused.",
            "kind"),
    FAILURES(
            Type.COUNTER,
            "Exchanges that failed, by the route and the kind: the exception, or `ecs-…` for a refusal of ECS.",
            "route",
            "kind"),
    STORED(
            Type.COUNTER,
            "`checked`: stored mails that this process has compared with the ledger a quarter of an hour later. `lost`: those that were never announced, and are delivered now. `gone`: those that were never announced, and whose object is deleted.",
            "kind"),
    BOOK_DIFFERENCES(
            Type.GAUGE,
            "Differences that the reconciliation of yesterday's mail has found, by their kind; -1 until the reconciliation has ended. `hikyaku reconcile` lists them.",
            "kind"),
    DELIVERIES(
            Type.GAUGE,
            "Deliveries that have this status now; RUNNING includes all that are in progress. Counting ends at 1,000.",
            "set",
            "status"),
    DELIVERIES_LATELY(
            Type.GAUGE,
            "Deliveries that reached this status in the last hour. Counting ends at 1,000.",
            "set",
            "status"),
    OPEN_OLDEST_SECONDS(
            Type.GAUGE, "Age of the oldest delivery that is in progress or RETRY; 0 if there is none.", "set"),
    CANARY_AGE_SECONDS(
            Type.GAUGE,
            "Time since SES received the newest DONE canary of the set; if there is none, since this process started. Only for sets with a canary.",
            "set"),
    QUEUE_MESSAGES(
            Type.GAUGE,
            "Messages, as reported by SQS: `waiting`, or `in-work`. `set` is empty except for `work` queues.",
            "queue",
            "set",
            "kind"),
    REACHABLE(Type.GAUGE, "1 if the last check succeeded, 0 if not: `ledger`, `queues`.", "kind"),
    POLLERS_DEAD(Type.GAUGE, "Pollers that died and will not poll again until the process is restarted."),
    LAUNCHES_PER_SECOND(
            Type.GAUGE, "Launches per second that this process may request; ECS' throttling halves it, down to 1."),
    ALIASES_OUTDATED(Type.GAUGE, "Sets whose aliases in use differ from their file.");

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

    /** @return the metric's name in Micrometer */
    public String key() {
        return "hikyaku." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** @return the metric's name in Prometheus */
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
