package ledger;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static ledger.DeliveryStatus.UNPACKED;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import local.SettableClock;
import mail.RawMail;
import settings.Settings;

/**
 * One schedule of a system with a queue, ECS, two pipelines, a sweeper, couriers and their clocks, drawn from a seed.
 * Before every step a process may die, stall, or be overtaken. Messages and events arrive twice, late and out of order.
 * Writes are throttled, done without an answer, or done twice. Then all faults end, and all deliveries must reach a
 * final status.
 */
final class Simulation {

    /** A schedule has broken one of the system's promises. */
    static final class Violation extends AssertionError {
        Violation(String what) {
            super(what);
        }
    }

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final int MAILS = 3;
    private static final int ATTEMPTS = 4;
    private static final int TROUBLED_STEPS = 400;
    private static final int STEPS_TO_REST = 20_000;

    private final Random random;
    private final Settings settings;
    private final Set<InMemoryLedger.Condition> conditions;
    private final SettableClock time = new SettableClock();
    private final Map<DeliveryId, Entry> table = new HashMap<>();
    private final Map<DeliveryId, String> nonces = new HashMap<>();
    private final List<Message> queue = new ArrayList<>();
    private final List<Task> events = new ArrayList<>();
    private final Map<String, Task> tasks = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<DeliveryId, Long> highestFence = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private boolean troubled = true;
    private int names;

    Simulation(long seed, Set<InMemoryLedger.Condition> conditions, Settings settings) {
        this.random = new Random(seed);
        this.conditions = conditions;
        this.settings = settings;
    }

    private static final class Message {
        private final Delivery delivery;
        private Instant visibleAt;

        private Message(Delivery delivery, Instant visibleAt) {
            this.delivery = delivery;
            this.visibleAt = visibleAt;
        }
    }

    private static final class Task {
        private final DeliveryId delivery;
        private final int attempt;
        private boolean stopped;

        private Task(DeliveryId delivery, int attempt) {
            this.delivery = delivery;
            this.attempt = attempt;
        }
    }

    /** The lost answer of a write, or of RunTask. */
    private static final class NoAnswer extends RuntimeException {}

    /** @return how often each event happened */
    Map<String, Integer> run() {
        for (int i = 0; i < MAILS; i++) {
            announce(new DeliveryId("mail-" + i, "ne-001@shop.example"));
        }
        processes.add(new Pipeline("pipeline-1"));
        processes.add(new Pipeline("pipeline-1")); // two threads of one process
        processes.add(new Pipeline("pipeline-2"));
        processes.add(new Sweeper());
        processes.add(new Follower());
        for (int i = 0; i < TROUBLED_STEPS; i++) {
            step();
        }
        troubled = false;
        for (int i = 0; i < STEPS_TO_REST && !isAtRest(); i++) {
            step();
        }
        checkEverythingHasCome();
        return counts;
    }

    private void announce(DeliveryId id) {
        Delivery delivery = Delivery.of(id, "order@market.example", time.instant(), new RawMail("raw", id.mail()))
                .in("set", "shop");
        int copies = 1 + random.nextInt(2);
        for (int i = 0; i < copies; i++) {
            queue.add(new Message(delivery, time.instant().plusSeconds(random.nextInt(90))));
        }
        if (random.nextBoolean()) {
            new InMemoryLedger(table, nonces, conditions, time, settings).receive(delivery);
        }
    }

    private void step() {
        Process process = processes.get(random.nextInt(processes.size()));
        if (troubled && chance(0.03)) {
            count("killed");
            process.die();
            return;
        }
        if (troubled && chance(0.03)) {
            count("stalled");
            process.stalledUntil = time.instant().plus(LEASE).plusSeconds(random.nextInt(60));
        }
        if (troubled && process.stalledUntil.isAfter(time.instant())) {
            time.advance(Duration.ofSeconds(random.nextInt(5)));
            return;
        }
        if (chance(0.3)) {
            process.renew();
        }
        process.step();
        time.advance(Duration.ofMillis(random.nextInt(1500)));
    }

    private boolean isAtRest() {
        return queue.isEmpty()
                && events.isEmpty()
                && table.size() == MAILS
                && table.values().stream().allMatch(row -> row.status().isFinal());
    }

    private Entry row(DeliveryId id) {
        return table.get(InMemoryLedger.key(id));
    }

    private void checkEverythingHasCome() {
        for (int i = 0; i < MAILS; i++) {
            Entry row = row(new DeliveryId("mail-" + i, "ne-001@shop.example"));
            if (row == null || !row.status().isFinal()) {
                throw new Violation("lost: " + (row == null ? "unknown" : row.status()));
            }
            if (row.status() == DONE
                    && runs.keySet().stream()
                            .noneMatch(run -> run.startsWith(row.claim().id() + "/"))) {
                throw new Violation("done without a run");
            }
            count(row.status().name());
            checkTransitions(row.timeline());
        }
        if (!queue.isEmpty()) {
            throw new Violation("the queue never becomes empty");
        }
    }

    private static void checkTransitions(List<Entry.Event> timeline) {
        for (int i = 1; i < timeline.size(); i++) {
            DeliveryStatus from = timeline.get(i - 1).status();
            DeliveryStatus to = timeline.get(i).status();
            if (!from.mayBecome(to)) {
                throw new Violation("forbidden: " + from + " to " + to);
            }
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** RunTask: one task for each token, whatever happens to the answer. */
    private void runTask(Claim claim) {
        if (troubled && chance(0.2)) {
            count("refused by ECS");
            throw new IllegalArgumentException("no capacity");
        }
        String token = claim.id() + "/" + claim.attempt();
        if (tasks.containsKey(token) && tasks.get(token).stopped && chance(0.5)) {
            count("token forgotten");
            tasks.remove(token);
        }
        Task task = tasks.computeIfAbsent(token, unknown -> {
            Task started = new Task(claim.id(), claim.attempt());
            processes.add(new Courier(started));
            return started;
        });
        if (troubled && chance(0.15)) {
            count("RunTask without an answer");
            throw new NoAnswer();
        }
        if (task.stopped) {
            count("adopted a stopped task");
        }
    }

    private boolean isAlive(Claim claim) {
        return !tasks.get(claim.id() + "/" + claim.attempt()).stopped;
    }

    /**
     * Whether a courier runs the command with this claim. Until a task starts its command, another claim may replace
     * the task's; after that, none may.
     */
    private boolean isWithCourier(Claim before) {
        return processes.stream()
                .filter(Courier.class::isInstance)
                .map(courier -> courier.claim)
                .anyMatch(claim -> claim != null && claim.id().equals(before.id()) && claim.fence() == before.fence());
    }

    private void stop(Task task) {
        task.stopped = true;
        int copies = troubled ? random.nextInt(3) : 1; // none: the event is lost
        for (int i = 0; i < copies; i++) {
            events.add(task);
        }
    }

    /** A process that works step by step. Each step sees its own clock and an unreliable ledger. */
    private abstract class Process {
        String owner;
        Ledger ledger;
        Deliveries deliveries;
        Claim claim;
        Instant stalledUntil = Instant.MIN;
        final Deque<Runnable> todo = new ArrayDeque<>();

        Process(String owner) {
            this.owner = owner;
            restart();
        }

        final void restart() {
            long skew = random.nextLong(-SKEW.toMillis(), SKEW.toMillis() + 1) / 2;
            InMemoryLedger mine = new InMemoryLedger(
                    table, nonces, conditions, Clock.offset(time, Duration.ofMillis(skew)), settings);
            ledger = mine;
            deliveries = mine;
            claim = null;
            todo.clear();
        }

        void die() {
            owner = "process-" + names++; // a new process has a new name
            restart();
        }

        abstract void begin();

        void step() {
            if (todo.isEmpty()) {
                begin();
            } else {
                attempt(todo.poll());
            }
        }

        /** Simulates the routes' error policy. */
        abstract void attempt(Runnable step);

        void renew() {
            if (claim != null) {
                try {
                    ledger.renew(claim);
                } catch (ClaimLost lost) {
                    count("renewal refused");
                }
            }
        }

        /** A write that may be throttled, done without an answer, or repeated by the SDK. */
        Claim move(DeliveryStatus to, Duration dueIn) {
            return move(Transition.to(to, "").dueIn(dueIn));
        }

        Claim move(Transition move) {
            Claim before = claim;
            DeliveryStatus to = move.to();
            return claim = troubledly(() -> {
                Claim moved = ledger.move(before, move);
                if (to == RETRY && !(this instanceof Courier) && isWithCourier(before)) {
                    throw new Violation("another attempt while the command may run");
                }
                if (before.fence() != highestFence.get(before.id())) {
                    throw new Violation("moved to " + to + " by a claim that had been taken over");
                }
                return moved;
            });
        }

        <T> T troubledly(Supplier<T> write) {
            double fate = troubled ? random.nextDouble() : 1;
            if (fate < 0.05) {
                count("throttled");
                throw new NoAnswer();
            }
            T done = write.get();
            if (fate < 0.10) {
                count("done without an answer");
                throw new NoAnswer();
            }
            if (fate < 0.15) {
                count("done twice");
                return write.get(); // as the SDK does when the first answer is lost
            }
            return done;
        }

        ClaimResult noted(ClaimResult answer) {
            if (answer instanceof ClaimResult.Claimed claimed) {
                highestFence.merge(claimed.claim().id(), claimed.claim().fence(), Math::max);
            }
            return answer;
        }
    }

    /** Simulates receive-mail, deliver-mail and the rules of {@code Failures}. */
    private class Pipeline extends Process {
        private Message message;
        private boolean handedOver;

        Pipeline(String owner) {
            super(owner);
        }

        @Override
        void begin() {
            List<Message> visible = queue.stream()
                    .filter(waiting -> !waiting.visibleAt.isAfter(time.instant()))
                    .toList();
            if (!visible.isEmpty()) {
                message = visible.get(random.nextInt(visible.size()));
                message.visibleAt = time.instant().plus(LEASE);
                deliver(message.delivery);
            }
        }

        void deliver(Delivery delivery) {
            claim = null;
            handedOver = false;
            todo.add(() -> claim(delivery));
        }

        private void claim(Delivery delivery) {
            ClaimResult answer = troubledly(() -> {
                Entry before = row(delivery.id());
                ClaimResult asked = noted(ledger.claim(delivery, owner));
                checkTakeover(before, asked);
                return asked;
            });
            if (answer instanceof ClaimResult.Claimed claimed) {
                claim = claimed.claim();
                // draws no random number, so that old seeds still give the same schedules
                boolean hasPlace = claim.fence() % 5 != 4 || !claim.id().mail().equals("mail-0");
                todo.add(claim.attempt() > ATTEMPTS ? this::giveUp : hasPlace ? this::unpack : this::standBack);
            } else if (answer instanceof ClaimResult.NotYet busy) {
                count("claimed elsewhere");
                goBack(busy.until());
            } else {
                count("duplicate");
                todo.add(this::acknowledge);
            }
        }

        private void checkTakeover(Entry before, ClaimResult answer) {
            if (before == null || before.status() == DeliveryStatus.RECEIVED || before.dueAt() == null) {
                return;
            }
            if (answer instanceof ClaimResult.Claimed
                    && before.dueAt().isAfter(time.instant().plus(SKEW))) {
                throw new Violation("a live claim was taken");
            }
        }

        private void giveUp() {
            move(DEAD, Duration.ZERO);
            todo.add(this::acknowledge);
        }

        /** Makes the delivery wait, because all slots of the set are taken. */
        private void standBack() {
            count("no place");
            move(Transition.to(RETRY, "").dueIn(Duration.ofSeconds(20)).inSameAttempt());
            todo.add(() -> goBack(time.instant().plusSeconds(20)));
        }

        private void unpack() {
            if (troubled && chance(0.1)) {
                throw new IllegalArgumentException("S3 fails");
            }
            todo.add(() -> {
                move(UNPACKED, Duration.ZERO);
                todo.add(this::handOver);
            });
        }

        private void handOver() {
            try {
                runTask(claim);
            } catch (NoAnswer unknown) {
                goBack(time.instant().plus(LEASE));
                return;
            }
            handedOver = true;
            todo.add(this::markHandedOver);
        }

        private void markHandedOver() {
            move(HANDED_OVER, Duration.ofMinutes(15));
            todo.add(this::acknowledge);
        }

        private void acknowledge() {
            claim = null;
            if (message != null) {
                Entry row = row(message.delivery.id());
                boolean mayGo = row != null
                        && (row.status().isFinal() // or a task has it: then the sweeper resumes it
                                || row.timeline().stream()
                                        .anyMatch(event -> event.status().isHandedOver()));
                if (!mayGo) {
                    throw new Violation("acknowledged as " + (row == null ? "unknown" : row.status()));
                }
                queue.remove(message);
                message = null;
            }
        }

        private void goBack(Instant until) {
            claim = null;
            if (message != null) {
                message.visibleAt = until.plusSeconds(1);
                message = null;
            }
        }

        @Override
        void attempt(Runnable step) {
            try {
                step.run();
            } catch (ClaimLost lost) {
                count("claim lost");
                claim = null;
                message = null;
                todo.clear();
            } catch (NoAnswer | IllegalArgumentException failed) {
                fail();
            }
        }

        private void fail() {
            todo.clear();
            if (claim == null || claim.status().isHandedOver()) {
                claim = null;
                message = null;
                return;
            }
            try {
                move(handedOver ? HANDED_OVER : RETRY, Duration.ofSeconds(handedOver ? 900 : 30));
                todo.add(
                        handedOver
                                ? this::acknowledge
                                : () -> goBack(time.instant().plusSeconds(30)));
            } catch (ClaimLost | NoAnswer again) {
                claim = null;
                message = null;
            }
        }

        @Override
        void die() {
            message = null;
            super.die();
        }
    }

    /** Simulates the route sweep-ledger. */
    private final class Sweeper extends Pipeline {
        Sweeper() {
            super("pipeline-2");
        }

        @Override
        void begin() {
            List<Entry> due = deliveries.due(10);
            due.forEach(entry -> todo.add(() -> look(entry)));
        }

        private void look(Entry entry) {
            if (!entry.isWithTask()) {
                deliver(entry.delivery());
                return;
            }
            claim = entry.claim();
            boolean alive = isAlive(claim);
            move(alive ? entry.status() : RETRY, Duration.ofSeconds(alive ? 60 : 30));
            claim = null;
        }

        @Override
        void attempt(Runnable step) {
            Deque<Runnable> others = new ArrayDeque<>(todo); // one delivery after another
            todo.clear();
            super.attempt(step);
            todo.addAll(others);
        }
    }

    /** Simulates the route follow-tasks. */
    private final class Follower extends Process {
        Follower() {
            super("pipeline-1");
        }

        @Override
        void begin() {
            if (events.isEmpty()) {
                return;
            }
            Task event = events.get(random.nextInt(events.size()));
            todo.add(() -> deliveries
                    .find(event.delivery)
                    .filter(Entry::isWithTask)
                    .filter(entry -> entry.claim().attempt() == event.attempt)
                    .filter(entry -> !isAlive(entry.claim())) // an event may come from an older task
                    .ifPresent(entry -> todo.addFirst(() -> {
                        claim = entry.claim();
                        move(RETRY, Duration.ofSeconds(30));
                    })));
            todo.add(() -> events.remove(event));
        }

        @Override
        void renew() {}

        @Override
        void attempt(Runnable step) {
            try {
                step.run();
            } catch (ClaimLost | NoAnswer failed) {
                todo.clear();
            }
        }
    }

    /** Simulates the route run-command. */
    private final class Courier extends Process {
        private final Task task;
        private final String nonce = "start-" + names++;
        private boolean started;

        Courier(Task task) {
            super("courier-" + names++);
            this.task = task;
        }

        @Override
        void die() {
            leave();
        }

        @Override
        void begin() {
            if (started) {
                leave();
                return;
            }
            started = true;
            todo.add(this::start);
        }

        private void start() {
            ClaimResult answer = troubledly(() -> noted(ledger.start(task.delivery, task.attempt, owner, null, nonce)));
            if (answer instanceof ClaimResult.Claimed claimed) {
                claim = claimed.claim();
                todo.add(this::pipe);
            }
        }

        private void pipe() {
            count("runs");
            if (runs.merge(task.delivery + "/" + task.attempt, 1, Integer::sum) > 1) {
                throw new Violation("a second run for one attempt");
            }
            double exit = random.nextDouble();
            DeliveryStatus outcome = exit < 0.6 ? DONE : exit < 0.9 ? RETRY : FAILED;
            todo.add(() -> move(outcome, Duration.ofSeconds(30)));
        }

        /** The queue delivers the order again to the courier that has run it but could not record that. */
        private void startAgain(Runnable outcome) {
            count("order came again");
            String another = "start-" + names++;
            ClaimResult answer =
                    troubledly(() -> noted(ledger.start(task.delivery, task.attempt, owner, null, another)));
            todo.add(answer instanceof ClaimResult.Claimed ? this::pipe : outcome);
        }

        private void leave() {
            processes.remove(this);
            stop(task);
        }

        @Override
        void attempt(Runnable step) {
            try {
                step.run();
            } catch (ClaimLost lost) {
                count("courier lost its claim");
            } catch (NoAnswer failed) {
                boolean comesAgain = claim != null && chance(0.3);
                todo.addFirst(comesAgain ? () -> startAgain(step) : step); // the SDK has retried for minutes
            }
        }
    }
}
