package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import local.Alerts;
import local.Scrape;
import local.Waiting;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Camel's own SQS consumer, with four pollers. */
@SuppressWarnings("deprecation") // Quarkus 3.27 still has the registry for Prometheus' older client
class PollersTest {

    private final Sqs sqs = new Sqs();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Pollers pollers = new Pollers(camel, meters);

    /** An empty queue. */
    private static final class Sqs implements SqsClient {

        private final AtomicInteger polls = new AtomicInteger();
        private volatile boolean failing;
        private final AtomicInteger errors = new AtomicInteger();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            polls.incrementAndGet();
            if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new NoClassDefFoundError("told to");
            }
            if (failing) {
                throw SdkClientException.create("told to");
            }
            return ReceiveMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void startRoute() throws Exception {
        camel.getRegistry().bind("sqs", sqs);
        camel.getExecutorServiceManager().setThreadPoolFactory(new PollerPools());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("aws2-sqs://mail?amazonSQSClient=#sqs&queueUrl=http://127.0.0.1:9/mail&concurrentConsumers=4"
                                + "&initialDelay=1&delay=5&greedy=true")
                        .routeId("receive-mail")
                        .log("never");
            }
        });
        camel.start();
        awaitPolls(20);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void allPollersOfAnIdleQueueAreAlive() {
        for (int i = 0; i < 1000; i++) {
            assertThat(pollers.dead()).isEmpty();
        }
        assertThat(pollers.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aPollerThatAnErrorHasKilledIsNoticedWhileItsRouteSaysStarted() throws Exception {
        Scrape before = Scrape.of(meters.scrape());
        assertThat(alarm().fires(before, before)).isFalse();

        sqs.errors.set(1);
        Waiting.until("one is dead", () -> !pollers.dead().isEmpty());
        awaitPolls(20);

        assertThat(pollers.dead()).isEqualTo(Map.of("receive-mail", 1));
        assertThat(pollers.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(alarm().fires(before, Scrape.of(meters.scrape()))).isTrue();
        assertThat(camel.getRouteController().getRouteStatus("receive-mail").isStarted())
                .isTrue();
    }

    @Test
    void aQueueThatCannotBeReachedKillsNoPoller() {
        sqs.failing = true;
        awaitPolls(20);

        assertThat(pollers.dead()).isEmpty();
    }

    @Test
    void aRouteThatSomebodyHasStoppedHasNoDeadPollers() throws Exception {
        camel.getRouteController().stopRoute("receive-mail");

        assertThat(pollers.dead()).isEmpty();
    }

    private static Alerts.Alert alarm() throws IOException {
        return Alerts.all().stream()
                .filter(alert -> alert.name().equals("PollerDead"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitPolls(int more) {
        int wanted = sqs.polls.get() + more;
        Waiting.until("it is polled", () -> sqs.polls.get() >= wanted);
    }
}
