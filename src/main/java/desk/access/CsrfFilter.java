package desk.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Browsers send credentials with requests from any site. A request that another site's page causes is refused with 403,
 * unless it only reads. Command-line clients send neither Sec-Fetch-Site nor Origin, so their requests pass.
 */
@ApplicationScoped
class CsrfFilter {

    static final int BEFORE_AUTHENTICATION = 250;
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_AUTHENTICATION);
    }

    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (LOOKING.contains(request.method()) || isOwn(request)) {
            call.next();
        } else {
            AuditLog.refused("somebody", request.method() + "-from-another-site", request.getHeader("Origin"));
            call.response().setStatusCode(403).end();
        }
    }

    private static boolean isOwn(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return site != null ? OWN.contains(site) : origin == null || isOwn(origin, request);
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        return request.authority() != null && origin.endsWith("://" + request.authority());
    }
}
