package desk.access;

import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Records refused requests in the audit log, with method and path. The query string is left out, and so is text
 * in an invented path that looks like an address.
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
