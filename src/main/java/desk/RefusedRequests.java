package desk;

import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Requests that the roles refuse, in the audit log: method and path. What is asked for stands behind the path, and is left out. */
@ApplicationScoped
class RefusedRequests {

    void record(@Observes AuthorizationFailureEvent refused) {
        String who = refused.getSecurityIdentity() == null
                ? ""
                : refused.getSecurityIdentity().getPrincipal().getName();
        if (refused.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext request) {
            Audit.refused(who, request.request().method().name(), request.normalizedPath());
        } else {
            Audit.refused(who, refused.getAuthorizationContext(), "");
        }
    }
}
