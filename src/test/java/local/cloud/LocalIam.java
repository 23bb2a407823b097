package local.cloud;

import deploy.Ask;
import deploy.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps out who may not, at all the gates, and knows what it was asked for. Who may is told by the access key, which is that of a task's family. */
public final class LocalIam {

    private final RequestedPermissions asking;
    private final Permissions permissions;
    private final Set<Ask> asked = ConcurrentHashMap.newKeySet();
    private final Set<Ask> refused = ConcurrentHashMap.newKeySet();

    LocalIam(RequestedPermissions asking, Permissions permissions) {
        this.asking = asking;
        this.permissions = permissions;
    }

    /** @return what the request would need and does not have */
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
