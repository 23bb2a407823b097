package desk;

import java.util.regex.Pattern;
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
 * Calls beans, and trims what Camel tells of its routes to the picture that the README shows: steps by their ids, without
 * the error policy that each route brings along and expressions that are Java objects.
 */
class RoutePictures extends LocalRequestHandler {

    private static final String DUMP = "dumpRoutes?AsXml.*";
    private static final Pattern UNDRAWN =
            Pattern.compile("<(onException|expressionDefinition)\\b([^>]*/>|.*?</\\1>)\\s*", Pattern.DOTALL);
    /** An id that Camel gave, process7 for instance, is no arrow. Hawtio shows ids only that are marked as somebody's own. */
    private static final Pattern OWN_ID = Pattern.compile(" id=\"(?![a-zA-Z]+[0-9]+\")[^\"]+\"");

    RoutePictures() {
        super(0);
    }

    @Override
    public <R extends JolokiaRequest> Object handleRequest(R request, Object previous)
            throws InstanceNotFoundException, AttributeNotFoundException, ReflectionException, MBeanException,
                    NotChangedException, EmptyResponseException {
        Object answer = super.handleRequest(request, previous);
        return request instanceof JolokiaExecRequest call
                        && call.getOperation().matches(DUMP)
                        && answer instanceof String routes
                ? picture(routes)
                : answer;
    }

    static String picture(String routes) {
        return OWN_ID.matcher(UNDRAWN.matcher(routes).replaceAll("")).replaceAll("$0 customId=\"true\"");
    }
}
