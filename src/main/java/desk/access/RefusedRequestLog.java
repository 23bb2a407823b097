package desk.access;

import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Requests that the roles refuse, in the audit log: method and path. What is asked for stands behind the path, and is left
 * out; so is what looks like an address in a path that somebody makes up.
 */
@ApplicationScoped
class RefusedRequestLog {

    private static final Pattern ADDRESS = Pattern.compile("[^/]*(@|%40)[^/]*");

    void record(@Observes AuthorizationFailureEvent refused) {
        String who = refused.getSecurityIdentity() == null
                ? ""
                : refused.getSecurityIdentity().getPrincipal().getName();
        if (refused.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext request) {
            AuditLog.refused(
                    who,
                    request.request().method().name(),
                    ADDRESS.matcher(request.normalizedPath()).replaceAll("_"));
        } else {
            AuditLog.refused(who, refused.getAuthorizationContext(), "");
        }
    }
}
