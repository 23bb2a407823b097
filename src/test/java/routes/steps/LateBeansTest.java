package routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import local.Waiting;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.event.CamelContextStartedEvent;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's own MBeans, in this JVM's server. */
class LateBeansTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicBoolean ours = new AtomicBoolean();
    private final LateBeans late = new LateBeans(() -> ours.set(true));

    @BeforeEach
    void startRoutes() throws Exception {
        late.begin(new BeforeInitialize(new SimpleMain(camel)));
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

        late.complete(new CamelContextStartedEvent(camel));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));
        Waiting.until("so are Hikyaku's own", ours::get);
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

        late.complete(new CamelContextStartedEvent(camel));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));

        assertThat(server.isRegistered(bean("routes", "other"))).isFalse();
    }

    @Test
    void noneIsLeftAfterTheEnd() throws Exception {
        late.complete(new CamelContextStartedEvent(camel));
        Waiting.until("they are there", () -> server.isRegistered(bean("processors", "claim")));

        camel.stop();

        assertThat(camels()).isEmpty();
    }

    private Set<ObjectName> camels() throws JMException {
        return server.queryNames(new ObjectName("org.apache.camel:context=" + camel.getManagementName() + ",*"), null);
    }

    private ObjectName bean(String type, String name) throws JMException {
        return new ObjectName("org.apache.camel:context=%s,type=%s,name=%s"
                .formatted(camel.getManagementName(), type, ObjectName.quote(name)));
    }
}
