package desk.jmx;

import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanException;
import javax.management.ReflectionException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.NotChangedException;
import org.jolokia.service.jmx.LocalRequestHandler;

/**
 * Handles Jolokia's bean calls, except notifications, for which Jolokia does not check permissions. Routes are returned
 * as diagrams.
 */
class MBeanRequestHandler extends LocalRequestHandler {

    private static final String DUMP = "dumpRoutes?AsXml.*";

    private final JmxRestrictor door;

    MBeanRequestHandler(JmxRestrictor door) {
        super(0);
        this.door = door;
    }

    @Override
    public <R extends JolokiaRequest> Object handleRequest(R request, Object previous)
            throws InstanceNotFoundException, AttributeNotFoundException, ReflectionException, MBeanException,
                    NotChangedException, EmptyResponseException {
        if (!door.isTypeAllowed(request.getType())) {
            throw new SecurityException(request.getType() + " is not allowed");
        }
        Object answer = super.handleRequest(request, previous);
        return request instanceof JolokiaExecRequest call
                        && call.getOperation().matches(DUMP)
                        && answer instanceof String routes
                ? RouteXml.of(routes)
                : answer;
    }
}
