package local.cloud;

import deploy.Ask;
import deploy.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes all proxies refuse requests without permission, and records the permissions that requests needed. The access
 * key identifies the role: each task family has a key of its own.
 */
public final class LocalIam {

    private final RequestedPermissions asking;
    private final Permissions permissions;
    private final Set<Ask> asked = ConcurrentHashMap.newKeySet();
    private final Set<Ask> refused = ConcurrentHashMap.newKeySet();

    LocalIam(RequestedPermissions asking, Permissions permissions) {
        this.asking = asking;
        this.permissions = permissions;
    }

    /** @return the permission that the request needs and its role lacks */
    Optional<Ask> refuses(IncomingRequest request) {
        List<Ask> asks = asking.of(request);
        asked.addAll(asks);
        Optional<Ask> missing =
                asks.stream().filter(ask -> !permissions.allow(ask)).findFirst();
        missing.ifPresent(refused::add);
        return missing;
    }

    public Set<Ask> asked() {
        return Set.copyOf(asked);
    }

    public Set<Ask> refused() {
        return Set.copyOf(refused);
    }
}
