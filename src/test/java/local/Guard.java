package local;

import deploy.Ask;
import deploy.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps out who may not, at all the gates, and knows what it was asked for. Who may is told by the access key, which is that of a task's family. */
final class Guard {

    private final Asking asking;
    private final Permissions permissions;
    private final Set<Ask> asked = ConcurrentHashMap.newKeySet();
    private final Set<Ask> refused = ConcurrentHashMap.newKeySet();

    Guard(Asking asking, Permissions permissions) {
        this.asking = asking;
        this.permissions = permissions;
    }

    /** @return what the request would need and does not have */
    Optional<Ask> refuses(Incoming request) {
        List<Ask> asks = asking.of(request);
        asked.addAll(asks);
        Optional<Ask> missing =
                asks.stream().filter(ask -> !permissions.allow(ask)).findFirst();
        missing.ifPresent(refused::add);
        return missing;
    }

    Set<Ask> asked() {
        return Set.copyOf(asked);
    }

    Set<Ask> refused() {
        return Set.copyOf(refused);
    }
}
