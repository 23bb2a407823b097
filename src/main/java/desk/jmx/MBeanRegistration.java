package desk.jmx;

import javax.management.JMException;

/** What a console shows of Hikyaku besides Camel's own: {@link OperatorMBeans}, where anything listens. */
public interface MBeanRegistration {

    /** A second call does nothing, nor does one after the application's end. */
    void register() throws JMException;
}
