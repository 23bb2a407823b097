package routes;

import static org.assertj.core.api.Assertions.assertThat;

import addresses.AddressBook;
import courier.CourierEnd;
import courier.LegacyCommand;
import courier.PrefetchSize;
import courier.UnwrittenOutcomes;
import courier.WorkOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ledger.DeliveryId;
import local.Configuration;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.NoS3;
import local.cloud.Ports;
import local.cloud.Queues;
import local.cloud.SqsServer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.Policies;
import routes.steps.CourierSteps;
import routes.steps.DeadLetterSteps;
import routes.steps.DueDeliveries;
import routes.steps.FailureSteps;
import routes.steps.Mark;
import routes.steps.Orders;
import routes.steps.ReceiptHandles;
import settings.Settings;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A courier's orders, with a real work queue and Camel's own consumer; the test replaces the command. */
class OrdersInHandTest {

    /** A long time limit, for machines that are busy with other tests. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path data;

    private static SqsServer door;
    private static SqsClient equipment;
    private static Queues queues;
    private static String deadLetters;

    /** SQS discards an order that it has received within the last five minutes. */
    private final String mail = "mail-" + System.nanoTime() + "-";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Queue<String> worked = new ConcurrentLinkedQueue<>();
    private final Requests requests = new Requests();

    private SqsClient sqs;
    private Settings settings;
    private PrefetchSize handful;
    private volatile Command command = order -> {};

    /** The test's code in place of the program. */
    private interface Command {
        void run(WorkOrder order) throws Exception;
    }

    /** How many messages each request has returned, and how many each has deleted. */
    private static final class Requests implements ExecutionInterceptor {

        private final Queue<Integer> hands = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> deleted = new ConcurrentLinkedQueue<>();

        /** Counted before the request is done: a test that sees the queue empty also sees the count. */
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof DeleteMessageBatchRequest delete) {
                deleted.add(delete.entries().size());
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof ReceiveMessageResponse received
                    && !received.messages().isEmpty()) {
                hands.add(received.messages().size());
            }
        }
    }

    @BeforeAll
    static void openQueue() {
        door = new SqsServer(Ports.free());
        equipment = LocalCloud.at(door.endpoint(), SqsClient.builder()).build();
        queues = Queues.in(equipment);
        deadLetters = equipment
                .createQueue(create ->
                        create.queueName("work-dead.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }

    @AfterAll
    static void closeQueue() {
        equipment.close();
        door.close();
    }

    @BeforeEach
    void emptyHand() {
        equipment.purgeQueue(all -> all.queueUrl(queues.work()));
        equipment.purgeQueue(all -> all.queueUrl(deadLetters));
        settings = Configuration.with(
                Map.of("hikyaku.courier.queue", queues.work(), "hikyaku.courier.dead-letters", deadLetters));
        handful = new PrefetchSize(settings);
        sqs = LocalCloud.at(door.endpoint(), SqsClient.builder())
                .overrideConfiguration(
                        client -> client.addExecutionInterceptor(handful).addExecutionInterceptor(requests))
                .build();
    }

    @AfterEach
    void close() {
        camel.stop();
        sqs.close();
    }

    @Test
    void aCourierBeginsWithOneOrderAndTakesQuickOnesByTens() throws Exception {
        enqueue(21);

        start();

        Waiting.until("all orders are deleted", PATIENCE, () -> queues.waiting(equipment, queues.work()) == 0);
        assertThat(requests.hands).containsExactly(1, 10, 10);
        assertThat(requests.deleted).containsExactly(1, 10, 10);
        assertThat(worked).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void slowOrdersAreTakenAndDeletedOneAtATime() throws Exception {
        enqueue(3);
        handful.took(Duration.ofSeconds(30));

        start();

        Waiting.until("all orders are deleted", PATIENCE, () -> queues.waiting(equipment, queues.work()) == 0);
        assertThat(requests.hands).containsExactly(1, 1, 1);
        assertThat(requests.deleted).containsExactly(1, 1, 1);
    }

    @Test
    void anOrderThatFailsComesAgainAndHarmsNoneBehindIt() throws Exception {
        enqueue(2);
        handful.took(Duration.ofMillis(1));
        command = order -> {
            if (order.attempt() == 0) {
                throw new IOException("the outcome is not written");
            }
        };

        start();

        Waiting.until("one is deleted", PATIENCE, () -> queues.waiting(equipment, queues.work()) == 1);
        assertThat(requests.hands).containsExactly(2);
        assertThat(worked).containsExactly(mail + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no order",
                "{}",
                "{\"mail\":\"\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1}",
                "{\"mail\":\"$simple{body}\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1}",
                "{\"mail\":\"mail-1\",\"recipient\":7,\"attempt\":1}",
                "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\",\"attempt\":\"x\"}",
                "{\"mail\":\"mail-1\",\"recipient\":\"ne-001@shop.example\",\"attempt\":1} trailing"
            })
    void whatIsNoOrderIsSetAsideAtOnceWithItsReasonAndHarmsNoneBehindIt(String message) throws Exception {
        equipment.sendMessage(send -> send.queueUrl(queues.work())
                .messageGroupId("tenant")
                .messageDeduplicationId(mail)
                .messageBody(message));
        enqueue(1);

        start();

        Waiting.until("the queue is empty", PATIENCE, () -> queues.waiting(equipment, queues.work()) == 0);
        assertThat(worked).containsExactly(mail + 0);
        Message letter = equipment
                .receiveMessage(receive -> receive.queueUrl(deadLetters)
                        .messageAttributeNames("All")
                        .waitTimeSeconds(1))
                .messages()
                .get(0);
        assertThat(letter.body()).isEqualTo(message);
        assertThat(letter.messageAttributes().get("reason").stringValue()).isIn("not JSON", "not a work order");
        equipment.deleteMessage(delete -> delete.queueUrl(deadLetters).receiptHandle(letter.receiptHandle()));
    }

    @Test
    void anOrderThatTakesLongDoesNotKeepTheDeletionOfThoseBeforeIt() throws Exception {
        enqueue(2);
        handful.took(Duration.ofMillis(1));
        CountDownLatch end = new CountDownLatch(1);
        command = order -> {
            if (order.attempt() == 1) {
                end.await();
            }
        };

        start();

        Waiting.until("the first is deleted", PATIENCE, () -> queues.waiting(equipment, queues.work()) == 1);
        assertThat(worked).containsExactly(mail + 0);
        end.countDown();
    }

    @Test
    void aCourierThatIsToldToStopDeletesWhatItHasDoneAndGivesBackWhatItHasNotBegun() throws Exception {
        enqueue(3);
        handful.took(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        command = order -> {
            begun.countDown();
            Waiting.until("it is told to stop", camel::isStopping);
        };

        start();
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        camel.stop();

        assertThat(worked).containsExactly(mail + 0);
        assertThat(requests.deleted).containsExactly(1);
        List<Message> others = equipment
                .receiveMessage(receive -> receive.queueUrl(queues.work()).maxNumberOfMessages(10))
                .messages();
        assertThat(others)
                .extracting(message -> WorkOrder.read(message.body()).id().mail())
                .containsExactly(mail + 1, mail + 2);
    }

    @Test
    void whatOtherQueuesAreAskedForIsTheirsToSay() {
        IntStream.range(0, 3)
                .forEach(i -> equipment.sendMessage(
                        send -> send.queueUrl(queues.mail()).messageBody("mail " + i)));

        sqs.receiveMessage(receive -> receive.queueUrl(queues.mail()).maxNumberOfMessages(3));

        assertThat(requests.hands).containsExactly(3);
    }

    /** The number is the order's attempt. All orders belong to one tenant, so they arrive in sequence. */
    private void enqueue(int orders) {
        IntStream.range(0, orders)
                .forEach(i -> equipment.sendMessage(send -> send.queueUrl(queues.work())
                        .messageGroupId("tenant")
                        .messageBody(new WorkOrder(new DeliveryId(mail + i, "ne-001@shop.example"), i).write())));
    }

    private void start() throws Exception {
        camel.getRegistry().bind("sqs", sqs);
        camel.getPropertiesComponent()
                .addOverrideProperty(
                        "box.work",
                        "aws2-sqs://work.fifo?amazonSQSClient=#sqs&queueUrl=" + queues.work()
                                + "&maxMessagesPerPoll=10&deleteAfterRead=false&greedy=true&initialDelay=0&waitTimeSeconds=1"
                                + "&extendMessageVisibility=true&visibilityTimeout=60");
        camel.getPropertiesComponent().addOverrideProperty("box.work.acknowledge", "direct:acknowledge");
        WorkDeliveries work = new WorkDeliveries();
        Clock clock = Clock.systemUTC();
        AddressBook addresses = new AddressBook(settings, new NoS3());
        LegacyCommand none = new LegacyCommand(addresses, new Policies(settings, addresses), settings, clock);
        work.orders = new Orders(handful, none, sqs, clock, settings);
        // reads only the idle time, which the test sets; no queue here reports that it is empty
        CourierEnd end = new CourierEnd(new UnwrittenOutcomes(settings, clock), settings, clock);
        work.courier = new CourierSteps(null, null, null, null, null, end, settings);
        AcknowledgeMessages acknowledge = new AcknowledgeMessages();
        acknowledge.receipts = new ReceiptHandles(sqs::deleteMessageBatch);
        Failures failures = new Failures();
        failures.orders = work.orders;
        // of the error policy, only the rule for messages that are not orders is used here
        failures.failures = new FailureSteps(null, settings, clock);
        failures.mark = new Mark(null);
        failures.deadLetters = new DeadLetterSteps(null);
        failures.due = new DueDeliveries(null, null, settings, clock, null, Duration.ZERO);
        camel.addRoutesConfigurations(failures);
        camel.addRoutes(acknowledge);
        camel.addRoutes(work);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:run-command").process(OrdersInHandTest.this::run);
            }
        });
        camel.start();
    }

    private void run(Exchange exchange) throws Exception {
        WorkOrder order = exchange.getMessage().getBody(WorkOrder.class);
        command.run(order);
        worked.add(order.id().mail());
    }
}
