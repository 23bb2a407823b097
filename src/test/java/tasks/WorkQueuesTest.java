package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import ledger.InMemoryLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalCloud;
import local.cloud.LocalEcs;
import local.cloud.Ports;
import local.cloud.Queues;
import local.cloud.SqsServer;
import mail.RawMail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How many couriers a backlog needs, with a real queue and the local ECS. */
class WorkQueuesTest {

    @TempDir
    static Path data;

    private static SqsServer door;
    private static SqsClient sqs;
    private static String queue;

    private LocalEcs ecs;
    private EcsTasks tasks;
    private InMemoryLedger ledger;
    private CourierLaunches launches;
    private TaskWatch watch;

    @BeforeAll
    static void openQueue() {
        door = new SqsServer(Ports.free());
        sqs = LocalCloud.at(door.endpoint(), SqsClient.builder()).build();
        queue = Queues.in(sqs).work();
    }

    @AfterAll
    static void closeQueue() {
        sqs.close();
        door.close();
    }

    @BeforeEach
    void startEcs() throws Exception {
        sqs.purgeQueue(purge -> purge.queueUrl(queue));
        ecs = new LocalEcs(Files.createDirectories(data.resolve("ecs-" + System.nanoTime())));
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.one.domains", "shop.example",
                "hikyaku.sets.one.aliases", "demo/aliases",
                "hikyaku.sets.one.cluster", "one",
                "hikyaku.sets.one.task-definition", "one",
                "hikyaku.sets.one.hand-over", "courier",
                "hikyaku.sets.one.couriers.queue", queue,
                "hikyaku.sets.one.couriers.at-most", "4",
                "hikyaku.sets.one.couriers.backlog-each", "5"));
        tasks = new EcsTasks(ecs.client(), settings, new LaunchRate(settings));
        SettableClock clock = new SettableClock();
        ledger = new InMemoryLedger(clock, settings);
        WorkQueues queues = new WorkQueues(settings, sqs);
        launches = new CourierLaunches(queues, settings, tasks, ledger, clock);
        watch = new TaskWatch(new TaskEventReader(), ledger, queues, tasks, settings);
    }

    @AfterEach
    void stopEcs() {
        ecs.close();
    }

    @Test
    void anEmptyQueueNeedsNoCourier() {
        assertThat(launches.missing("one")).isNull();
    }

    @Test
    void aBacklogNeedsACourierForEachFiveAndNoMoreThanTheSetAllows() {
        enqueue(11);
        assertThat(launches.missing("one").count()).isEqualTo(3);

        enqueue(100);
        assertThat(launches.missing("one").count()).isEqualTo(4);
    }

    @Test
    void couriersThatHaveNothingToDoGetNoCompany() {
        enqueue(100);
        tasks.run(TaskRequest.ofCouriers("one", 2, 1, new TreeMap<>()));

        assertThat(launches.missing("one")).isNull();
    }

    @Test
    void busyCouriersGetAsManyAgain() {
        enqueue(100);
        tasks.run(TaskRequest.ofCouriers("one", 1, 1, new TreeMap<>()));
        take(1);
        runCommands(1);

        assertThat(launches.missing("one").count()).isEqualTo(1);
    }

    @Test
    void ordersInTheHandOfOneCourierDoNotMakeTheOthersBusy() {
        enqueue(100);
        tasks.run(TaskRequest.ofCouriers("one", 2, 1, new TreeMap<>()));
        take(10);
        runCommands(1);
        assertThat(launches.missing("one")).isNull();

        runCommands(1);
        assertThat(launches.missing("one").count()).isEqualTo(2);
    }

    @Test
    void couriersOfQuickProgramsAreBusyWhileMoreThanHalfOfThemRunOne() {
        enqueue(100);
        tasks.run(TaskRequest.ofCouriers("one", 3, 1, new TreeMap<>()));
        take(10);
        runCommands(1);
        assertThat(launches.missing("one")).isNull();

        runCommands(1);
        assertThat(launches.missing("one").count()).isEqualTo(1);
    }

    @Test
    void commandsThatRunWhileNoOrderIsInWorkMakeNoCourierBusy() {
        enqueue(100);
        tasks.run(TaskRequest.ofCouriers("one", 1, 1, new TreeMap<>()));
        runCommands(1);

        assertThat(launches.missing("one")).isNull();
    }

    @Test
    void anOrderThatLiesInTheQueueIsAliveAndOneThatSqsHasLostIsNot() {
        enqueue(1);
        assertThat(watch.isAlive(handedOver("queue:message-1"))).isTrue();

        sqs.purgeQueue(purge -> purge.queueUrl(queue));

        assertThat(watch.isAlive(handedOver("queue:message-1"))).isFalse();
    }

    private static void enqueue(int orders) {
        IntStream.range(0, orders)
                .forEach(i -> sqs.sendMessage(send ->
                        send.queueUrl(queue).messageGroupId("tenant-" + i).messageBody("order " + System.nanoTime())));
    }

    private static void take(int orders) {
        sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(orders));
    }

    private void runCommands(int couriers) {
        for (int i = 0; i < couriers; i++) {
            DeliveryId id = new DeliveryId("mail-" + System.nanoTime(), "ne-001@shop.example");
            Delivery delivery = Delivery.of(id, "", Instant.EPOCH, new RawMail("raw", id.mail()))
                    .in("one", "ne-001");
            Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim();
            ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, ""));
            assertThat(ledger.start(id, 1, "courier")).isInstanceOf(ClaimResult.Claimed.class);
        }
    }

    private static Entry handedOver(String task) {
        Delivery delivery = Delivery.of(
                        new DeliveryId("mail-1", "ne-001@shop.example"),
                        "",
                        Instant.EPOCH,
                        new RawMail("raw", "mail-1"))
                .in("one", "ne-001");
        Claim claim = new Claim(delivery, "pipeline", 1, 1, 1, DeliveryStatus.HANDED_OVER);
        return new Entry(claim, Instant.EPOCH, task, List.of());
    }
}
