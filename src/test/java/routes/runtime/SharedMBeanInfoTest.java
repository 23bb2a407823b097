package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.management.mbean.ManagedSendProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compared with Camel's own descriptions, in this JVM's server. */
class SharedMBeanInfoTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final DefaultCamelContext shared = new DefaultCamelContext();
    private final DefaultCamelContext camels = new DefaultCamelContext();

    @AfterEach
    void stop() {
        shared.stop();
        camels.stop();
    }

    @Test
    void theConsoleShowsWhatItShowsWithCamelsOwn() throws Exception {
        startBoth();

        Map<String, String> expected = describedIn(camels);
        Map<String, String> actual = describedIn(shared);

        assertThat(actual.keySet()).contains(ManagedSendProcessor.class.getName(), TimerConsumer.class.getName());
        actual.forEach((type, description) -> assertThat(description).isEqualTo(expected.get(type)));
    }

    @Test
    void beansOfAClassShareTheirDescriptors() throws Exception {
        startBoth();

        assertThat(firstAttribute(shared, "in")).isSameAs(firstAttribute(shared, "out"));
        assertThat(firstAttribute(camels, "in")).isNotSameAs(firstAttribute(camels, "out"));
    }

    @Test
    void eachHasItsOwnValues() throws Exception {
        startBoth();
        shared.createProducerTemplate().sendBody("direct:out", "one");

        server.setAttribute(route(shared, "in"), new Attribute("StatisticsEnabled", false));

        assertThat(server.getAttribute(route(shared, "in"), "ExchangesTotal")).isEqualTo(0L);
        assertThat(server.getAttribute(route(shared, "out"), "ExchangesTotal")).isEqualTo(1L);
        assertThat(server.getAttribute(route(shared, "in"), "StatisticsEnabled"))
                .isEqualTo(false);
        assertThat(server.getAttribute(route(shared, "out"), "StatisticsEnabled"))
                .isEqualTo(true);
        assertThat(server.invoke(route(shared, "out"), "dumpRouteAsXml", null, null))
                .asString()
                .contains("direct:out");
    }

    private void startBoth() throws Exception {
        shared.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfo(shared));
        for (DefaultCamelContext camel : new DefaultCamelContext[] {shared, camels}) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").routeId("in").to("mock:in?retainFirst=1");
                    from("direct:out").routeId("out").to("mock:out?retainFirst=1");
                    from("timer:tick?delay=-1&repeatCount=1&period=1h")
                            .routeId("tick")
                            .stop();
                }
            });
            camel.start();
        }
    }

    /** What the console can do with a bean, by the bean's class. */
    private Map<String, String> describedIn(DefaultCamelContext camel) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (ObjectName name : server.queryNames(
                new ObjectName("org.apache.camel:context=" + camel.getManagementName() + ",*"), null)) {
            MBeanInfo described = server.getMBeanInfo(name);
            found.put(described.getClassName(), described.toString());
        }
        return found;
    }

    private MBeanFeatureInfo firstAttribute(DefaultCamelContext camel, String route) throws Exception {
        return Arrays.stream(server.getMBeanInfo(route(camel, route)).getAttributes())
                .findFirst()
                .orElseThrow();
    }

    private static ObjectName route(DefaultCamelContext camel, String route) throws Exception {
        return new ObjectName("org.apache.camel:context=%s,type=routes,name=%s"
                .formatted(camel.getManagementName(), ObjectName.quote(route)));
    }
}
