package local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import desk.jmx.OperatorMBeans.DeliverySearch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import local.Demo;
import local.Pipeline;
import local.Waiting;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of the packaged application. */
@DisabledIfSystemProperty(
        named = Packaged.BINARY,
        matches = ".+",
        disabledReason = Packaged.NEEDS_A_JVM + "JMX clients attach to it")
class OperatorsIT {

    private static final ObjectName DELIVERIES = name("hikyaku:type=Deliveries");

    @TempDir
    Path data;

    @Test
    void healthMetricsRoutesAndStepsCanBeSeen() throws Exception {
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Demo.settings());
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {

            assertThat(pipeline.answers("/q/health")).isTrue();
            assertThat(pipeline.get("/q/metrics")).contains("camel_exchanges_inflight");

            awaitBeans(pipeline, "routes", "receive-mail", "deliver-mail", "sweep-ledger");
            awaitBeans(pipeline, "processors", "claim", "hand-over", "mark-handed-over");
            Waiting.until(
                    "a scrape has the meters of routes, and then those of the process",
                    () -> pipeline.get("/q/metrics").contains("process_uptime_seconds"));
            assertThat(pipeline.get("/q/metrics"))
                    .contains(
                            "jvm_memory_used_bytes",
                            "camel_exchanges_total",
                            "camel_exchanges_failed_total",
                            "camel_message_history_seconds_count",
                            "nodeId=\"mark-handed-over\"");
        }
    }

    @Test
    void aMailIsFoundOverJmxWhereEachOperationSaysWhatItDoes() throws Exception {
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Demo.settings());
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            byte[] mail = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);
            String id = cloud.mail().accept("order@market.example", List.of("ne-001@shop.example"), mail);

            String[] found = ask(pipeline, beans -> {
                Waiting.until(
                        "the operators' beans are there",
                        () -> beans.queryNames(new ObjectName("hikyaku:*"), null)
                                        .size()
                                == 5);
                assertThat(beans.getMBeanInfo(DELIVERIES).getOperations()).allSatisfy(operation -> {
                    assertThat(operation.getDescription()).contains(" ");
                    assertThat(operation.getSignature())
                            .allSatisfy(parameter ->
                                    assertThat(parameter.getDescription()).contains(" "));
                });
                DeliverySearch deliveries = JMX.newMXBeanProxy(beans, DELIVERIES, DeliverySearch.class);
                Waiting.until("it is known", () -> deliveries.show(id).length > 0);
                assertThat(deliveries.timeline(id, "ne-001@shop.example")[0]).endsWith("ses");
                return deliveries.find("order@ ne-001", "demo", "", "1h", "", 10);
            });

            assertThat(found[0]).contains("to ne-001@shop.example", "from <order@market.example>", id);
        }
    }

    private static void awaitBeans(Pipeline pipeline, String type, String... names) {
        Waiting.until("Camel's MBeans are there", () -> beans(pipeline, type).containsAll(List.of(names)));
    }

    private static Set<String> beans(Pipeline pipeline, String type) throws Exception {
        return ask(
                pipeline,
                beans -> beans.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null).stream()
                        .map(bean -> ObjectName.unquote(bean.getKeyProperty("name")))
                        .collect(Collectors.toSet()));
    }

    private interface Asking<T> {
        T of(MBeanServerConnection beans) throws Exception;
    }

    private static <T> T ask(Pipeline pipeline, Asking<T> what) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pipeline.pid()));
        try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            return what.of(jmx.getMBeanServerConnection());
        } finally {
            machine.detach();
        }
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
