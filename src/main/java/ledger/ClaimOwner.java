package ledger;

import jakarta.inject.Singleton;
import java.util.UUID;
import settings.Settings;

/** The name under which this process holds claims: two processes never have the same, even after a restart. */
@Singleton
public class ClaimOwner {

    private final String name;

    public ClaimOwner(Settings settings) {
        this.name = settings.role() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public String name() {
        return name;
    }
}
