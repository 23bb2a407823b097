package routes.steps;

import courier.WorkOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import ledger.Claim;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.Search;
import ledger.Search.Wanted;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tasks.TaskRequest;
import tasks.Tasks;

/** Steps around the work queues of the sets that have couriers. */
@ApplicationScoped
public class WorkQueues {

    /** Stands in the ledger for the task's ARN until a courier has the delivery. */
    private static final String QUEUED = "queue:";

    private static final QueueAttributeName WAITING = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    private static final QueueAttributeName IN_WORK = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

    /** Most tasks of one RunTask. */
    private static final int MOST_AT_ONCE = 10;

    private final Settings settings;
    private final SqsClient sqs;
    private final Tasks tasks;
    private final Search search;
    private final Clock clock;

    public WorkQueues(Settings settings, SqsClient sqs, Tasks tasks, Search search, Clock clock) {
        this.settings = settings;
        this.sqs = sqs;
        this.tasks = tasks;
        this.search = search;
        this.clock = clock;
    }

    public boolean hasCouriers(Exchange exchange) {
        return hasCouriers(Work.claim(exchange).delivery().set());
    }

    private boolean hasCouriers(String set) {
        return settings.sets().containsKey(set) && settings.sets().get(set).handOver() == Settings.HandOver.COURIER;
    }

    public List<String> setsWithCouriers() {
        return settings.sets().keySet().stream().filter(this::hasCouriers).toList();
    }

    /**
     * The order becomes the body. Its message group is a lane of the tenant: SQS gives out no more of a group while some
     * of it are in work, so that a tenant takes no more couriers than it has lanes, however many of its mails wait.
     */
    public void writeOrder(Exchange exchange) {
        Claim claim = Work.claim(exchange);
        Settings.Couriers couriers = settings.sets().get(claim.delivery().set()).couriers();
        int lane = Math.floorMod(claim.id().mail().hashCode(), couriers.perTenant());
        String tenant = claim.delivery().tenant(); // any letters, and SQS takes ASCII
        exchange.setProperty(
                Sqs2Constants.MESSAGE_GROUP_ID_PROPERTY,
                UUID.nameUUIDFromBytes(tenant.getBytes(StandardCharsets.UTF_8)) + "-" + lane);
        exchange.setProperty("hikyaku.workQueue", queue(claim.delivery().set()));
        exchange.getMessage().setBody(new WorkOrder(claim.id(), claim.attempt()).write());
    }

    /** From here on the delivery is the couriers' business, whatever else fails in this exchange. */
    public static void remember(Exchange exchange) {
        Work.task(exchange, QUEUED + exchange.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class));
    }

    /**
     * Where couriers run, as many again are started at most, and only while they are busy: what waits may be one
     * tenant's, whose lanes are taken, and more couriers would stand idle. They are busy if at least one order for each
     * of them is in somebody's hand, and more than half of them run a command: ten orders of one tenant may lie in the
     * hand of one courier, and who takes quick ones by tens runs a command for most of the time, not always.
     *
     * @return a request for the couriers that the set lacks for what waits in its queue; null if it lacks none
     */
    public TaskRequest missingCouriers(String set) {
        Settings.Couriers couriers = settings.sets().get(set).couriers();
        Backlog backlog = backlog(set);
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

    static boolean isQueued(Entry entry) {
        return entry.task() != null && entry.task().startsWith(QUEUED);
    }

    /** Whether a delivery that was handed over may still be worked on: its order lies in the queue, or its courier lives. */
    boolean isAlive(Entry entry) {
        String set = entry.delivery().set();
        if (!isQueued(entry)) {
            return tasks.isAlive(TaskRequest.of(entry.claim()), entry.task());
        }
        return switch (entry.status()) {
            // a courier that does not know its own task may be any of them
            case RUNNING -> tasks.isAlive(TaskRequest.ofCouriers(set, 1, 0, new TreeMap<>()), null);
            default -> hasCouriers(set) && !backlog(set).isEmpty();
        };
    }

    /** How the task of a delivery stopped, as far as ECS knows. */
    String end(Entry entry) {
        return isQueued(entry) ? "" : tasks.end(TaskRequest.of(entry.claim()), entry.task());
    }

    private TaskRequest request(String set, int count) {
        Settings.Couriers couriers = settings.sets().get(set).couriers();
        long wave = clock.millis() / couriers.wave().toMillis();
        TreeMap<String, String> environment = new TreeMap<>(Map.of(
                "HIKYAKU_COURIER_QUEUE", queue(set),
                "HIKYAKU_COURIER_IDLE", couriers.idle().toString()));
        couriers.deadLetters().ifPresent(queue -> environment.put("HIKYAKU_COURIER_DEAD_LETTERS", queue));
        return TaskRequest.ofCouriers(set, count, wave, environment);
    }

    private String queue(String set) {
        return settings.sets()
                .get(set)
                .couriers()
                .queue()
                .orElseThrow(() -> new IllegalStateException("set " + set + " has couriers and no work queue"));
    }

    /** Orders in a work queue, as far as SQS knows: those that wait, and those that couriers have. */
    private record Backlog(int waiting, int inWork) {

        int all() {
            return waiting + inWork;
        }

        boolean isEmpty() {
            return all() == 0;
        }
    }

    private Backlog backlog(String set) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        get -> get.queueUrl(queue(set)).attributeNames(WAITING, IN_WORK))
                .attributes();
        return new Backlog(Integer.parseInt(attributes.get(WAITING)), Integer.parseInt(attributes.get(IN_WORK)));
    }
}
