package bench;

import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HANDED_OVER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Entry;
import local.Configuration;
import local.Pipeline;
import local.Waiting;
import local.cloud.FaultProxy;
import local.cloud.LocalCloud;
import local.cloud.Ports;

/**
 * Measures the time that a courier adds to its command, and counts the requests to AWS for one mail in both modes. All
 * mails are in the queue before the pipeline starts, and all orders before the only courier starts. The proxy in front
 * of DynamoDB and the command itself record the times. At the end {@link Costs} prints the bill.
 */
public final class Couriers {

    private static final int MAILS = Integer.getInteger("mails", 200);
    private static final int MAILS_BY_TASK = Integer.getInteger("by.task", 40);

    /** A pipeline without mail is observed for this long. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /**
     * The script prints the times at which it reads its first byte and at which it ends. It uses shell builtins only,
     * so that no further process is measured.
     */
    private static final String COMMAND = """
            #!/bin/bash
            IFS= read -r -n 1; echo "$EPOCHREALTIME" >>'%1$s'; while IFS= read -r line; do :; done
            echo "$EPOCHREALTIME" >>'%1$s'
            """;

    private final Path data = Files.createTempDirectory("couriers-");
    private final Path times = data.resolve("times");
    private final Tenants tenants = Tenants.in(data, COMMAND.formatted(times));

    private Couriers() throws IOException {}

    public static void main(String... args) throws Exception {
        Couriers bench = new Couriers();
        Requests byTask = MAILS_BY_TASK == 0 ? new Requests(Map.of(), 0) : bench.byTask();
        Requests byCourier = bench.byCourier();
        System.out.printf("%nRequests for a mail%n%n%s", Requests.table(byTask, byCourier));
        System.out.printf("%nCost of a million mails%n%n%s%n", Costs.table(byTask, byCourier));
        System.exit(0); // ElasticMQ leaves threads running
    }

    private Requests byTask() throws Exception {
        try (LocalCloud cloud = tenants.cloud("task")) {
            List<String> mails = send(cloud, MAILS_BY_TASK);
            Instant start = Instant.now();
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
                await(cloud, mails, DONE);
                Duration longest = Duration.ofMinutes(2).plusSeconds(5L * MAILS_BY_TASK);
                Waiting.until("the tasks have stopped", longest, () -> cloud.tasks().running() == 0);
                Waiting.until(
                        "their events are read",
                        Duration.ofMinutes(5),
                        () -> cloud.queues().waiting(cloud.sqs(), cloud.queues().taskEvents()) == 0);
                Duration busy = Duration.between(start, Instant.now());
                Requests all = Requests.of(cloud, MAILS_BY_TASK, 0);
                TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
                Requests later = Requests.of(cloud, MAILS_BY_TASK, 0);
                return all.without(later, 1.0 * busy.toMillis() / IDLE.toMillis());
            }
        }
    }

    private Requests byCourier() throws Exception {
        Files.deleteIfExists(times);
        try (LocalCloud cloud = tenants.cloud("courier")) {
            List<String> mails = send(cloud, MAILS);
            try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
                await(cloud, mails, HANDED_OVER);
            }
            int before = cloud.tableGate().passed().size();
            long deletions = deletions(cloud);
            Instant start = Instant.now();
            tenants.courier(cloud, "PT1S").waitFor();
            System.out.printf("One courier, %d mails, from its start to its end: %d s%n", MAILS, Duration.between(start, Instant.now()).toSeconds());
            await(cloud, mails, DONE);
            overhead(start, cloud.tableGate().passed().stream().skip(before).toList());
            return Requests.of(cloud, MAILS, deletions(cloud) - deletions);
        }
    }

    private static long deletions(LocalCloud cloud) {
        return cloud.queueGate().requests().getOrDefault("DeleteMessageBatch", 0L);
    }

    private void overhead(Instant start, List<FaultProxy.Passed> asked) throws IOException {
        List<FaultProxy.Passed> writes = asked.stream()
                .filter(passed -> passed.operation().equals("UpdateItem"))
                .sorted(Comparator.comparing(FaultProxy.Passed::came))
                .toList();
        List<Instant> told = Files.readAllLines(times).stream().map(Couriers::instant).toList();
        if (writes.size() != told.size()) {
            throw new IllegalStateException(writes.size() + " writes, " + told.size() + " times");
        }
        List<Duration> before = new ArrayList<>();
        List<Duration> after = new ArrayList<>();
        for (int i = 0; i < told.size(); i += 2) {
            before.add(Duration.between(writes.get(i).came(), told.get(i)));
            after.add(Duration.between(told.get(i + 1), writes.get(i + 1).went()));
        }
        System.out.printf("the courier's start → its first command's first byte: %d ms%n", Duration.between(start, told.get(0)).toMillis());
        print("claim → the command's first byte", before);
        print("the command's end → DONE written", after);
    }

    private static void print(String what, List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        System.out.printf(
                "%s: median %.1f ms, p95 %.1f ms%n",
                what,
                sorted.get(sorted.size() / 2).toNanos() / 1e6,
                sorted.get(sorted.size() * 95 / 100).toNanos() / 1e6);
    }

    /** Seconds since the epoch, with six decimal places. */
    static Instant instant(String text) {
        String[] parts = text.split("[.,]");
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1000);
    }

    private static List<String> send(LocalCloud cloud, int mails) {
        return IntStream.range(0, mails).mapToObj(i -> Tenants.accept(cloud, i)).toList();
    }

    private static void await(LocalCloud cloud, List<String> mails, DeliveryStatus status) {
        Deliveries deliveries = new DynamoDbLedger(cloud.dynamoDb(), Clock.systemUTC(), Configuration.with(Map.of()));
        Waiting.until("all mails are " + status, Duration.ofMinutes(5), () -> mails.stream()
                .flatMap(mail -> deliveries.ofMail(mail).stream().map(Entry::status))
                .allMatch(status::equals));
        Waiting.until(
                "the queues are empty",
                Duration.ofMinutes(5),
                () -> Stream.of(cloud.queues().mail(), cloud.queues().receipts())
                        .allMatch(queue -> cloud.queues().waiting(cloud.sqs(), queue) == 0));
    }

    /**
     * Requests for one mail, by service and operation, counted by the proxies. Timers' requests are not counted, nor
     * are empty polls: receives are counted only up to the number of deletes.
     *
     * @param fifo number of the requests that went to the work queue
     */
    record Requests(Map<String, Double> forOneMail, double fifo) {

        private static final Map<String, String> REASONS = Map.ofEntries(
                Map.entry("DynamoDB GetItem", "the delivery of a task that has stopped"),
                Map.entry("DynamoDB BatchGetItem", "whether the ledger knows the receipts' deliveries; if not, they are recorded"),
                Map.entry("DynamoDB UpdateItem", "status: claimed, unpacked (if it has parts), handed over, running, outcome"),
                Map.entry("ECS RunTask", "a task"),
                Map.entry("S3 GET", "the mail, for the unpacker and for the program"),
                Map.entry("S3 HEAD", "whether the mail is already unpacked"),
                Map.entry("S3 PUT", "its parts and their manifest"),
                Map.entry("SQS DeleteMessageBatch", "mail, receipt, task's events, order"),
                Map.entry("SQS ReceiveMessage", "the same"),
                Map.entry("SQS SendMessage", "the order"),
                Map.entry("SQS SendMessageBatch", "orders of several mails"));

        static Requests of(LocalCloud cloud, int mails, long deletionsOfOrders) {
            Map<String, Double> all = new TreeMap<>();
            cloud.queueGate().requests().forEach((operation, count) -> all.put("SQS " + operation, 1.0 * count / mails));
            cloud.tableGate().requests().forEach((operation, count) -> all.put("DynamoDB " + operation, 1.0 * count / mails));
            cloud.bucketGate().requests().forEach((method, count) -> all.put("S3 " + method, 1.0 * count / mails));
            all.put("ECS RunTask", 1.0 * cloud.tasks().started() / mails);
            all.put("SQS ReceiveMessage", all.get("SQS DeleteMessageBatch"));
            all.keySet().removeAll(List.of("SQS GetQueueAttributes", "DynamoDB Query"));
            return new Requests(all, all.getOrDefault("SQS SendMessage", 0.0) + all.getOrDefault("SQS SendMessageBatch", 0.0) + 2.0 * deletionsOfOrders / mails);
        }

        /**
         * Leaves out the timers' requests to DynamoDB, which a pipeline without mail also sends.
         *
         * @param later the requests so far, counted again after a time without mail
         * @param times the time with mail, divided by the time without mail
         */
        Requests without(Requests later, double times) {
            Map<String, Double> rest = new TreeMap<>(forOneMail);
            rest.replaceAll((name, count) -> name.startsWith("DynamoDB ")
                    ? count - (later.forOneMail.get(name) - count) * times
                    : count);
            return new Requests(rest, fifo);
        }

        double sum(String prefix) {
            return forOneMail.entrySet().stream()
                    .filter(request -> request.getKey().startsWith(prefix))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }

        static String table(Requests byTask, Requests byCourier) {
            StringBuilder table = new StringBuilder("| request | for | a task for each mail | couriers |\n|---|---|---|---|\n");
            TreeMap<String, Double> names = new TreeMap<>(byTask.forOneMail);
            names.putAll(byCourier.forOneMail);
            names.keySet()
                    .forEach(name -> table.append("| %s | %s | %.2f | %.2f |%n".formatted(
                            name,
                            REASONS.getOrDefault(name, "?"),
                            byTask.forOneMail.getOrDefault(name, 0.0),
                            byCourier.forOneMail.getOrDefault(name, 0.0))));
            table.append("| **together** | | %.2f | %.2f |%n".formatted(byTask.sum(""), byCourier.sum("")));
            return table.toString();
        }
    }
}
