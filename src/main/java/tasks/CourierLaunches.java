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

/** Says how many couriers a set lacks for what waits in its work queue. */
@ApplicationScoped
public class CourierLaunches {

    /** Most tasks of one RunTask. */
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
     * Where couriers run, as many again are started at most, and only while they are busy: what waits may be one
     * tenant's, whose lanes are taken, and more couriers would stand idle. They are busy if couriers have at least one
     * order for each of them, and more than half of them run a command: one courier may have ten orders of one tenant,
     * and a courier that takes quick ones by tens runs a command for most of the time, not always.
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
        // the ledger is asked last: while nothing is missing, a look is a request to SQS and one to ECS
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
