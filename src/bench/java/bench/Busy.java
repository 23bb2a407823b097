package bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import ledger.Entry;
import ledger.Search;
import local.Configuration;
import local.SettableClock;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tasks.CourierLaunches;
import tasks.TaskRequest;
import tasks.Tasks;
import tasks.WorkQueues;

/**
 * Simulates a week of one set, and prints the share of paid time in which couriers have work: {@code courier.busy} of
 * docs/prices.properties. Mails arrive at random times, ten times as many by day as by night. The product's own rule
 * starts the couriers, with a simulated clock. AWS bills a courier from the request for its task until the task ends,
 * and at least one minute.
 */
public final class Busy {

    /** Time that Fargate needs to start a task whose image has a few hundred megabytes. */
    private static final Duration START = Duration.ofSeconds(45);

    private static final double PROGRAM = 2;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int LOOK_EVERY = 5;
    private static final double STEP = 0.1;

    private static final class Courier {
        private final double paidFrom;
        private final double readyAt;
        private double idleSince;
        private double busyUntil;

        private Courier(double now) {
            paidFrom = now;
            readyAt = now + START.toSeconds();
            idleSince = readyAt;
        }
    }

    private final SettableClock clock = new SettableClock();
    private final Random random = new Random(1);
    private final Deque<Double> waiting = new ArrayDeque<>();
    private final List<Courier> couriers = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private final double idle;
    private final CourierLaunches launches;
    private double now;
    private double paid;
    private double busy;
    private int most;
    private int started;

    /** The last launch's client token. ECS answers a second request with the same token with the tasks of the first. */
    private String token = "";

    private Busy(Map<String, String> changes) {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", "classpath:aliases",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.hand-over", "courier",
                "hikyaku.sets.one.couriers.queue", "https://sqs/one.fifo",
                "hikyaku.sets.one.couriers.at-most", "100"));
        all.putAll(changes);
        Settings settings = Configuration.with(all);
        this.idle = settings.sets().get("one").couriers().idle().toSeconds();
        this.launches = new CourierLaunches(new WorkQueues(settings, queue()), settings, tasks(), ledger(), clock);
    }

    public static void main(String... args) {
        System.out.println("| mails a month | couriers.idle | share of paid time with work | couriers, at most | starts a day | wait for a courier: median, p95 |");
        System.out.println("|---|---|---|---|---|---|");
        for (double million : List.of(0.1, 1.0, 10.0)) {
            for (String idle : List.of("PT60S", "PT15S")) {
                new Busy(Map.of("hikyaku.sets.one.couriers.idle", idle)).run(million, idle);
            }
        }
        System.exit(0);
    }

    private void run(double million, String idle) {
        double mean = million * 1e6 / Duration.ofDays(30).toSeconds();
        double nextLook = 0;
        double next = gap(mean);
        while (now < WEEK.toSeconds()) {
            now += STEP;
            clock.advance(Duration.ofMillis((long) (STEP * 1000)));
            for (; next <= now; next += gap(mean)) {
                waiting.add(next);
            }
            work();
            if (now >= nextLook) {
                nextLook += LOOK_EVERY;
                TaskRequest request = launches.missing("one");
                boolean isRepeated = request != null && request.token().equals(token);
                token = request == null ? token : request.token();
                for (int i = 0; !isRepeated && request != null && i < request.count(); i++) {
                    couriers.add(new Courier(now));
                    started++;
                }
                most = Math.max(most, couriers.size());
            }
        }
        couriers.forEach(courier -> paid += now - courier.paidFrom);
        waits.sort(null);
        System.out.printf(
                "| %s M | %s | %.2f | %d | %d | %.0f s, %.0f s |%n",
                million, idle, busy / paid, most, started / 7, waits.get(waits.size() / 2), waits.get(waits.size() * 95 / 100));
    }

    /** The rate follows a sine: at its peak in the daytime it is ten times the rate of its low at night. */
    private double gap(double mean) {
        double hour = now % 86_400 / 3600;
        double share = 0.55 + 0.45 * Math.sin((hour - 8) / 24 * 2 * Math.PI);
        return -Math.log(1 - random.nextDouble()) / (mean * share / 0.55);
    }

    private void work() {
        for (Courier courier : List.copyOf(couriers)) {
            while (courier.readyAt <= now && courier.busyUntil <= now && !waiting.isEmpty()) {
                waits.add(now - waiting.remove());
                courier.busyUntil = Math.max(now, courier.busyUntil) + PROGRAM;
                courier.idleSince = courier.busyUntil;
                busy += PROGRAM;
            }
            if (courier.readyAt <= now && courier.idleSince + idle <= now) {
                couriers.remove(courier);
                paid += Math.max(60, now - courier.paidFrom);
            }
        }
    }

    private int working() {
        return (int) couriers.stream().filter(courier -> courier.busyUntil > now).count();
    }

    private SqsClient queue() {
        return new SqsClient() {
            @Override
            public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
                return GetQueueAttributesResponse.builder()
                        .attributes(Map.of(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "" + waiting.size(),
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "" + working()))
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private Tasks tasks() {
        return new Tasks() {
            @Override
            public String run(TaskRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isAlive(TaskRequest request, String task) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String end(TaskRequest request, String task) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int running(TaskRequest request) {
                return Math.min(100, couriers.size());
            }
        };
    }

    /** Waiting orders count as open work, as they do in the ledger's index. */
    private Search ledger() {
        Supplier<Integer> inWork = () -> waiting.size() + working();
        return new Search() {
            @Override
            public Page find(Wanted wanted, int limit, String from) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Entry> newest(List<Wanted> wanted, int limit) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Entry> oldest(Wanted wanted) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int count(Wanted wanted, int atMost) {
                return Math.min(atMost, inWork.get());
            }

            @Override
            public List<Instant> times(Wanted wanted, int atMost) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
