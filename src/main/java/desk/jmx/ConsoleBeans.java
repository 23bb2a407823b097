package desk.jmx;

import javax.management.JMException;

/** What a console shows of Hikyaku besides Camel's own: {@link OperatorBeans}, where anything listens. */
public interface ConsoleBeans {

    /** A second call does nothing, nor does one after the application's end. */
    void register() throws JMException;
}
