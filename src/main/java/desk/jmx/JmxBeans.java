package desk.jmx;

import io.quarkus.runtime.ShutdownEvent;
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
class JmxBeans implements ConsoleBeans {

    private enum State {
        WANTED,
        REGISTERED,
        UNWANTED
    }

    private final Map<String, DescribedBean> beans;
    private State state;

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
        this.state = listening ? State.WANTED : State.UNWANTED;
    }

    @Override
    public synchronized void register() throws JMException {
        if (state == State.WANTED) {
            state = State.REGISTERED;
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (Map.Entry<String, DescribedBean> bean : beans.entrySet()) {
                server.registerMBean(bean.getValue(), name(bean.getKey()));
            }
        }
    }

    synchronized void unregister(@Observes ShutdownEvent end) throws JMException {
        if (state == State.REGISTERED) {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (String type : beans.keySet()) {
                server.unregisterMBean(name(type));
            }
        }
        state = State.UNWANTED;
    }

    private static ObjectName name(String type) throws JMException {
        return new ObjectName("hikyaku:type=" + type);
    }
}
