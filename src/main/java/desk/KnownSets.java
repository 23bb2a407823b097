package desk;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.TreeSet;
import settings.Settings;

/** The sets of the settings, for requests that name one. */
@ApplicationScoped
@Unremovable
public class KnownSets {

    private final Collection<String> names;

    public KnownSets(Settings settings) {
        this.names = new TreeSet<>(settings.sets().keySet());
    }

    /**
     * @param set may be empty: mail of no set
     * @throws InvalidRequest if the settings have no such set, with the names of those that they have
     */
    public void check(String set) {
        if (!set.isEmpty() && !names.contains(set)) {
            throw new InvalidRequest("there is no set %s: the settings have %s (hikyaku.sets.NAME)"
                    .formatted(DeliveryText.plain(set), names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }
}
