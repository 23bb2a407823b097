package routes.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import local.Waiting;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watch.JvmMeters;

/** Camel's own MBeans, in this JVM's server. */
class DeferredMBeansTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SimpleMain main = new SimpleMain(camel);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean ours = new AtomicBoolean();
    private final DeferredMBeans late = new DeferredMBeans(
            () -> ours.set(true), new RouteMeters(meters), new JvmMeters(meters), Duration.ofMillis(1));

    @BeforeEach
    void startRoutes() throws Exception {
        late.begin(new BeforeInitialize(main));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").routeId("receive-mail").to("mock:mail").id("claim");
                from("direct:other").routeId("other").stop();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theyComeAfterTheRoutesWorkAndHaveCountedFromTheFirstMailOn() throws Exception {
        camel.createProducerTemplate().sendBody("direct:mail", "one");
        assertThat(camels()).isEmpty();
        assertThat(ours).isFalse();
        assertThat(meters.find("jvm.memory.used").gauges()).isEmpty();

        late.complete(new AfterStart(main));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));
        Waiting.until("so are Hikyaku's own", ours::get);
        assertThat(meters.find("jvm.memory.used").gauges()).isNotEmpty();
        camel.createProducerTemplate().sendBody("direct:mail", "two");

        assertThat(server.getAttribute(bean("routes", "receive-mail"), "ExchangesTotal"))
                .isEqualTo(2L);
        assertThat(server.getAttribute(bean("processors", "claim"), "ExchangesTotal"))
                .isEqualTo(2L);
    }

    @Test
    void aRouteThatIsGoneBeforeTheyComeHasNone() throws Exception {
        camel.getRouteController().stopRoute("other");
        camel.removeRoute("other");

        late.complete(new AfterStart(main));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));

        assertThat(server.isRegistered(bean("routes", "other"))).isFalse();
    }

    @Test
    void noneIsLeftAfterTheEnd() throws Exception {
        late.complete(new AfterStart(main));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));

        camel.stop();

        assertThat(camels()).isEmpty();
    }

    @Test
    void aScrapeSaysWhatTheyCount() throws Exception {
        camel.createProducerTemplate().sendBody("direct:mail", "one");
        late.complete(new AfterStart(main));
        Waiting.until("so are Hikyaku's own", ours::get);
        assertThat(meters.find("jvm.memory.used").gauges()).isNotEmpty();
        camel.createProducerTemplate().sendBody("direct:mail", "two");
        camel.createProducerTemplate().send("direct:mail", mail -> mail.setException(new IllegalStateException()));

        assertThat(exchanges("total", "receive-mail")).isEqualTo(3);
        assertThat(exchanges("failed", "receive-mail")).isEqualTo(1);
        assertThat(exchanges("total", "other")).isZero();
        assertThat(step("claim").count()).isEqualTo(2);
        assertThat(step("claim").totalTime(MILLISECONDS))
                .isEqualTo(
                        ((Long) server.getAttribute(bean("processors", "claim"), "TotalProcessingTime")).doubleValue());
    }

    @Test
    void aScrapeAfterARouteIsRemovedStillSaysWhatHasPassedIt() throws Exception {
        late.complete(new AfterStart(main));
        Waiting.until("so are Hikyaku's own", ours::get);
        assertThat(meters.find("jvm.memory.used").gauges()).isNotEmpty();
        camel.createProducerTemplate().sendBody("direct:mail", "one");

        camel.getRouteController().stopRoute("receive-mail");
        camel.removeRoute("receive-mail");

        assertThat(exchanges("total", "receive-mail")).isEqualTo(1);
        assertThat(step("claim").count()).isEqualTo(1);
    }

    private double exchanges(String name, String route) {
        return meters.get("camel.exchanges." + name)
                .tag("routeId", route)
                .functionCounter()
                .count();
    }

    private FunctionTimer step(String id) {
        return meters.get("camel.message.history")
                .tag("routeId", "receive-mail")
                .tag("nodeId", id)
                .functionTimer();
    }

    private Set<ObjectName> camels() throws JMException {
        return server.queryNames(new ObjectName("org.apache.camel:context=" + camel.getManagementName() + ",*"), null);
    }

    private ObjectName bean(String type, String name) throws JMException {
        return new ObjectName("org.apache.camel:context=%s,type=%s,name=%s"
                .formatted(camel.getManagementName(), type, ObjectName.quote(name)));
    }
}
