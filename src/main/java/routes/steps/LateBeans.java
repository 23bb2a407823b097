package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.management.DefaultManagementAgent;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.ManagementStrategy;
import org.jboss.logging.Logger;

/**
 * Camel's MBeans are there two seconds after the start: describing hundreds of them is a third of its work, and mail does
 * not wait for the console. What they count is counted from the first exchange on.
 */
@ApplicationScoped
public class LateBeans {

    private static final Duration AFTER_FIRST_POLLS = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(LateBeans.class);

    /** Before Camel's settings are read, which are this agent's too. */
    void begin(@Observes BeforeInitialize event) {
        CamelContext camel = event.getCamelContext();
        ManagementStrategy management = camel.getManagementStrategy();
        if (management.getManagementAgent() != null) {
            camel.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(camel));
            management.setManagementAgent(new Agent(camel));
        }
    }

    void complete(@Observes CamelContextStartedEvent event) {
        CamelContext camel = event.getContext();
        if (camel.getManagementStrategy().getManagementAgent() instanceof Agent agent) {
            camel.getExecutorServiceManager()
                    .newThread("mbeans", () -> {
                        LockSupport.parkNanos(AFTER_FIRST_POLLS.toNanos());
                        agent.registerAll();
                    })
                    .start();
        }
    }

    /** Synchronized, since a route that an operator starts or stops meanwhile comes from another thread. */
    private static final class Agent extends DefaultManagementAgent {

        private final Map<ObjectName, Object> waiting = new LinkedHashMap<>();
        private boolean complete;

        Agent(CamelContext camel) {
            super(camel);
        }

        @Override
        public synchronized void register(Object bean, ObjectName name, boolean force) throws JMException {
            if (complete) {
                super.register(bean, name, force);
            } else {
                waiting.put(name, bean);
            }
        }

        @Override
        public synchronized void unregister(ObjectName name) throws JMException {
            waiting.remove(name);
            super.unregister(name);
        }

        @Override
        public synchronized boolean isRegistered(ObjectName name) {
            return waiting.containsKey(name) || super.isRegistered(name);
        }

        @Override
        protected synchronized void doStop() throws Exception {
            waiting.clear();
            super.doStop();
        }

        synchronized void registerAll() {
            complete = true;
            Map<ObjectName, Object> all = new LinkedHashMap<>(waiting);
            waiting.clear();
            all.forEach((name, bean) -> {
                try {
                    super.register(bean, name, false);
                } catch (JMException | RuntimeException e) {
                    LOG.warnf(e, "%s is not in the console", name);
                }
            });
        }
    }
}
