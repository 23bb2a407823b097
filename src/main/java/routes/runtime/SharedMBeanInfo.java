package routes.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/**
 * Describes each class of Camel's MBeans once. Camel describes every MBean anew, with twenty to fifty descriptors each:
 * for hundreds of MBeans that is a seventh of an idle pipeline's heap. MBeans may share descriptors, because the JDK
 * changes only descriptors with a time limit (currencyTimeLimit), and Camel's have none.
 */
final class SharedMBeanInfo extends DefaultManagementMBeanAssembler {

    private final Map<Class<?>, ModelMBeanInfo> described = new ConcurrentHashMap<>();

    SharedMBeanInfo(CamelContext camel) {
        super(camel);
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object bean, ObjectName name) throws JMException {
        if (isMoreThanItsClass(bean)) {
            return super.assemble(server, bean, name);
        }
        ModelMBeanInfo description = described.get(bean.getClass());
        if (description == null) {
            description = assembler.getMBeanInfo(camelContext, bean, null, name.toString());
            if (description == null) {
                return null;
            }
            described.put(bean.getClass(), description);
        }
        boolean mask = Boolean.TRUE.equals(
                camelContext.getManagementStrategy().getManagementAgent().getMask());
        try {
            RequiredModelMBean mbean = new MixinRequiredModelMBean(description, mask, null, null);
            mbean.setManagedResource(bean, "ObjectReference");
            return mbean;
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
    }

    /** Some MBeans wrap an object that adds its own operations; calls then go to that object. */
    private static boolean isMoreThanItsClass(Object bean) {
        return bean instanceof NotificationSenderAware
                || bean instanceof ManagedInstance wrapper
                        && wrapper.getInstance() != null
                        && wrapper.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }
}
