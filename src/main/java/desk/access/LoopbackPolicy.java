package desk.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Health and metrics are open to clients on the same machine or in the same task; other clients must log in as for
 * everything else.
 */
@ApplicationScoped
class LoopbackPolicy implements HttpSecurityPolicy {

    @Override
    public String name() {
        return "from-here";
    }

    /** Checks the address of the connection and no header, because anyone can write a proxy's headers. */
    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext call, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (isHere(call.request().connection().remoteAddress().hostAddress())) {
            return CheckResult.permit();
        }
        return identity.map(who -> new CheckResult(who.hasRole(Roles.VIEWER)));
    }

    private static boolean isHere(String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address, not a name", e);
        }
    }
}
