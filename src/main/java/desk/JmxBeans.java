package desk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Registers the operators' beans where there is a door to them: in the pipeline, and not in couriers or commands. */
@ApplicationScoped
class JmxBeans {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<String, DescribedBean> beans;
    private final boolean listening;

    JmxBeans(
            DeliveriesBean deliveries,
            RedriveBean redrive,
            HoldBean hold,
            IntakeBean intake,
            SweeperBean sweeper,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listening) {
        this.beans = Map.of(
                "Deliveries", new DescribedBean(deliveries, OperatorBeans.Deliveries.class),
                "Redrive", new DescribedBean(redrive, OperatorBeans.Redrive.class),
                "Hold", new DescribedBean(hold, OperatorBeans.Hold.class),
                "Intake", new DescribedBean(intake, OperatorBeans.Intake.class),
                "Sweeper", new DescribedBean(sweeper, OperatorBeans.Sweeper.class));
        this.listening = listening;
    }

    void register(@Observes StartupEvent start) throws JMException {
        for (Map.Entry<String, DescribedBean> bean : beans.entrySet()) {
            if (listening) {
                server.registerMBean(bean.getValue(), name(bean.getKey()));
            }
        }
    }

    void unregister(@Observes ShutdownEvent end) throws JMException {
        for (String type : beans.keySet()) {
            if (listening) {
                server.unregisterMBean(name(type));
            }
        }
    }

    private static ObjectName name(String type) throws JMException {
        return new ObjectName("hikyaku:type=" + type);
    }
}
