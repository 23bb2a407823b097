package desk.jmx;

import javax.management.JMException;

/** Registers what a console shows besides Camel's own beans: {@link OperatorMBeans}, if a port is open. */
public interface MBeanRegistration {

    /** A second call does nothing, and neither does a call after the application's end. */
    void register() throws JMException;
}
