package local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of the packaged application. */
class OperatorsIT {

    @TempDir
    Path data;

    @Test
    void healthMetricsRoutesAndStepsCanBeSeen() throws Exception {
        try (LocalCloud cloud = LocalCloud.onFreePorts(data, Demo.settings());
                Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {

            assertThat(pipeline.answers("/q/health")).isTrue();
            assertThat(pipeline.get("/q/metrics")).contains("camel_exchanges_total");

            assertThat(beans(pipeline, "routes")).contains("receive-mail", "deliver-mail", "sweep-ledger");
            assertThat(beans(pipeline, "processors")).contains("claim", "hand-over", "mark-handed-over");
        }
    }

    private static Set<String> beans(Pipeline pipeline, String type) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pipeline.pid()));
        try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection beans = jmx.getMBeanServerConnection();
            return beans.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null).stream()
                    .map(bean -> ObjectName.unquote(bean.getKeyProperty("name")))
                    .collect(Collectors.toSet());
        } finally {
            machine.detach();
        }
    }
}
