package desk.jmx;

import desk.access.AuditLog;
import desk.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/**
 * Jolokia calls this class before each call of a bean. It applies {@link JmxPermissions} to the current user, and
 * records calls and refusals.
 */
@ApplicationScoped
class JmxRestrictor implements Restrictor {

    private static final Set<RequestType> TYPES =
            Set.of(RequestType.VERSION, RequestType.LIST, RequestType.SEARCH, RequestType.READ, RequestType.EXEC);

    private final SecurityIdentity user;

    JmxRestrictor(SecurityIdentity user) {
        this.user = user;
    }

    /** Checks without a line in the audit log. */
    boolean opens(ObjectName bean, String operation) {
        return JmxPermissions.callable(bean, operation, user.hasRole(Roles.OPERATOR));
    }

    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        String name = JmxPermissions.name(operation);
        if (!opens(bean, operation)) {
            return refuse(name, bean);
        }
        if (JmxPermissions.routine(bean, operation)) {
            AuditLog.looked(who(), name, bean.toString());
        } else {
            AuditLog.allowed(who(), name, bean.toString());
        }
        return true;
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        return JmxPermissions.readable(bean, attribute) || refuse("read:" + attribute, bean);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        return refuse("write:" + attribute, bean);
    }

    @Override
    public boolean isObjectNameHidden(ObjectName bean) {
        return !JmxPermissions.shows(bean);
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        if (!TYPES.contains(type)) {
            AuditLog.refused(who(), type.getName(), "");
        }
        return TYPES.contains(type);
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return true;
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true;
    }

    /** Requests from other sites are always refused. */
    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return false;
    }

    private boolean refuse(String what, ObjectName bean) {
        AuditLog.refused(who(), what, bean.toString());
        return false;
    }

    private String who() {
        return user.getPrincipal().getName();
    }
}
