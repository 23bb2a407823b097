package routes.runtime;

import desk.jmx.MBeanRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.management.DefaultManagementAgent;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeInitialize;
import org.apache.camel.spi.ManagementStrategy;
import org.jboss.logging.Logger;
import watch.JvmMeters;

/**
 * Registers the console's MBeans two seconds after the start, and the meters of the routes and of the JVM. Registering
 * Camel's hundreds of MBeans takes a third of a start. The first registration also adds those of the JDK. Mail does not
 * wait for the console. The MBeans count every exchange, including the first.
 */
@ApplicationScoped
public class DeferredMBeans {

    private static final Duration AFTER_FIRST_POLLS = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(DeferredMBeans.class);

    private final MBeanRegistration ours;
    private final RouteMeters meters;
    private final JvmMeters jvm;
    private final Duration delay;

    @Inject
    DeferredMBeans(MBeanRegistration ours, RouteMeters meters, JvmMeters jvm) {
        this(ours, meters, jvm, AFTER_FIRST_POLLS);
    }

    DeferredMBeans(MBeanRegistration ours, RouteMeters meters, JvmMeters jvm, Duration delay) {
        this.ours = ours;
        this.meters = meters;
        this.jvm = jvm;
        this.delay = delay;
    }

    /** Runs before Camel's settings are read, which this agent also uses. */
    void begin(@Observes BeforeInitialize event) {
        CamelContext camel = event.getCamelContext();
        ManagementStrategy management = camel.getManagementStrategy();
        if (management.getManagementAgent() != null) {
            camel.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfo(camel));
            management.setManagementAgent(new Agent(camel));
        }
    }

    void complete(@Observes AfterStart event) {
        CamelContext camel = event.getCamelContext();
        camel.getExecutorServiceManager()
                .newThread("after-start", () -> {
                    LockSupport.parkNanos(delay.toNanos());
                    if (camel.isStarted()) {
                        registerAll(camel);
                    }
                })
                .start();
    }

    private void registerAll(CamelContext camel) {
        if (camel.getManagementStrategy().getManagementAgent() instanceof Agent agent) {
            meters.register(agent.registerAll());
            jvm.register();
            // an idle pipeline would keep the garbage of its start; a courier has no agent, and ends soon
            System.gc();
        }
        try {
            ours.register();
        } catch (JMException e) {
            LOG.warn("Hikyaku's own beans are not in the console", e);
        }
    }

    /** Synchronized, because an operator may start or stop a route meanwhile in another thread. */
    private static final class Agent extends DefaultManagementAgent {

        private final Map<ObjectName, Object> waiting = new LinkedHashMap<>();
        private boolean complete;

        Agent(CamelContext camel) {
            super(camel);
            // a step without an id is on no picture, and a counter at each step of each exchange costs time
            setOnlyRegisterProcessorWithCustomId(true);
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

        /** At the start, no MBean is registered yet. */
        @Override
        protected void createMBeanServer() {
            if (complete) {
                super.createMBeanServer();
            }
        }

        /** @return the registered beans */
        synchronized Collection<Object> registerAll() {
            complete = true;
            createMBeanServer();
            Map<ObjectName, Object> all = new LinkedHashMap<>(waiting);
            waiting.clear();
            all.forEach((name, bean) -> {
                try {
                    super.register(bean, name, false);
                } catch (JMException | RuntimeException e) {
                    LOG.warnf(e, "%s is not in the console", name);
                }
            });
            return all.values();
        }
    }
}
