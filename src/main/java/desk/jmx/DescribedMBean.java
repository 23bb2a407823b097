package desk.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardMBean;

/**
 * An MXBean with the descriptions from the {@link MBeanDescription}s of its interface. Every operation has a
 * description, and no operation is overloaded.
 */
final class DescribedMBean extends StandardMBean {

    <T> DescribedMBean(T bean, Class<T> operations) {
        super(bean, operations, true);
    }

    /** A console's thread has no class loader of the application, but beans that the first call creates need it. */
    @Override
    public Object invoke(String operation, Object[] arguments, String[] types)
            throws MBeanException, ReflectionException {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(getClass().getClassLoader());
        try {
            return super.invoke(operation, arguments, types);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Override
    protected String getDescription(MBeanInfo bean) {
        return words(getMBeanInterface());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return words(method((attribute.isIs() ? "is" : "get") + attribute.getName()));
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return words(method(operation.getName()));
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return words(parameter(operation, index));
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return parameter(operation, index).getName();
    }

    @Override
    protected int getImpact(MBeanOperationInfo operation) {
        return JmxPermissions.looks(operation.getName()) ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }

    private Parameter parameter(MBeanOperationInfo operation, int index) {
        return method(operation.getName()).getParameters()[index];
    }

    private Method method(String name) {
        return Stream.of(getMBeanInterface().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String words(AnnotatedElement element) {
        return element.getAnnotation(MBeanDescription.class).value();
    }
}
