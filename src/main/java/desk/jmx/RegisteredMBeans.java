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

/** Registers the operators' beans only in the pipeline, where they can be reached; not in couriers or commands. */
@ApplicationScoped
class RegisteredMBeans implements MBeanRegistration {

    private enum RegistrationState {
        WANTED,
        REGISTERED,
        UNWANTED
    }

    private final Map<String, DescribedMBean> beans;
    private RegistrationState state;

    RegisteredMBeans(
            DeliveriesBean deliveries,
            RedriveBean redrive,
            HoldBean hold,
            IntakeBean intake,
            SweeperBean sweeper,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listening) {
        this.beans = Map.of(
                "Deliveries", new DescribedMBean(deliveries, OperatorMBeans.DeliverySearch.class),
                "Redrive", new DescribedMBean(redrive, OperatorMBeans.Redrive.class),
                "Hold", new DescribedMBean(hold, OperatorMBeans.Hold.class),
                "Intake", new DescribedMBean(intake, OperatorMBeans.Intake.class),
                "Sweeper", new DescribedMBean(sweeper, OperatorMBeans.Sweeper.class));
        this.state = listening ? RegistrationState.WANTED : RegistrationState.UNWANTED;
    }

    @Override
    public synchronized void register() throws JMException {
        if (state == RegistrationState.WANTED) {
            state = RegistrationState.REGISTERED;
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (Map.Entry<String, DescribedMBean> bean : beans.entrySet()) {
                server.registerMBean(bean.getValue(), name(bean.getKey()));
            }
        }
    }

    synchronized void unregister(@Observes ShutdownEvent end) throws JMException {
        if (state == RegistrationState.REGISTERED) {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (String type : beans.keySet()) {
                server.unregisterMBean(name(type));
            }
        }
        state = RegistrationState.UNWANTED;
    }

    private static ObjectName name(String type) throws JMException {
        return new ObjectName("hikyaku:type=" + type);
    }
}
