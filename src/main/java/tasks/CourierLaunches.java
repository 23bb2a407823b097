package tasks;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import ledger.DeliveryStatus;
import ledger.Search;
import ledger.Search.Wanted;
import settings.CouriersSettings;
import settings.Settings;

/** Computes how many couriers a set lacks for the deliveries in its work queue. */
@ApplicationScoped
public class CourierLaunches {

    /** Maximum number of tasks per RunTask. */
    private static final int MOST_AT_ONCE = 10;

    private final WorkQueues queues;
    private final Settings settings;
    private final Tasks tasks;
    private final Search search;
    private final Clock clock;

    public CourierLaunches(WorkQueues queues, Settings settings, Tasks tasks, Search search, Clock clock) {
        this.queues = queues;
        this.settings = settings;
        this.tasks = tasks;
        this.search = search;
        this.clock = clock;
    }

    /**
     * If couriers run, at most as many again are started, and only while they are busy. Otherwise the waiting
     * deliveries may belong to one tenant whose message groups are in progress, and more couriers would be idle. Couriers
     * are busy if they hold at least one order each on average, and more than half of them run a command. One
     * courier may hold ten orders of one tenant. A courier with fast commands runs a command most of the time, not
     * always.
     *
     * @return a request for the couriers that the set lacks; null if it lacks none
     */
    public TaskRequest missing(String set) {
        CouriersSettings couriers = settings.sets().get(set).couriers();
        WorkQueues.Backlog backlog = queues.backlog(set);
        if (backlog.isEmpty()) {
            return null;
        }
        int each = couriers.backlogEach();
        int needed = Math.min(couriers.atMost(), (backlog.all() + each - 1) / each);
        int running = tasks.running(request(set, 1));
        int missing = Math.min(Math.min(needed - running, running == 0 ? needed : running), MOST_AT_ONCE);
        // the ledger is read last: while no courier is missing, a check is one request to SQS and one to ECS
        boolean starts = missing > 0 && (running == 0 || backlog.inWork() >= running && mostAtWork(set, running));
        return starts ? request(set, missing) : null;
    }

    private boolean mostAtWork(String set, int couriers) {
        Instant until = clock.instant().plus(Duration.ofMinutes(1)); // a courier's clock may be a little ahead
        Wanted atWork = Wanted.in(set, DeliveryStatus.RUNNING, Instant.EPOCH, until);
        return 2 * search.count(atWork, couriers) > couriers;
    }

    private TaskRequest request(String set, int count) {
        CouriersSettings couriers = settings.sets().get(set).couriers();
        long wave = clock.millis() / couriers.wave().toMillis();
        TreeMap<String, String> environment = new TreeMap<>(Map.of(
                "HIKYAKU_COURIER_QUEUE", queues.url(set),
                "HIKYAKU_COURIER_IDLE", couriers.idle().toString()));
        couriers.deadLetters().ifPresent(queue -> environment.put("HIKYAKU_COURIER_DEAD_LETTERS", queue));
        return TaskRequest.ofCouriers(set, count, wave, environment);
    }
}
