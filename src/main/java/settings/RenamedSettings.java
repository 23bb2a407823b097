package settings;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Refuses to start with a setting that had another name in an earlier version (CHANGELOG.md), because it would be
 * ignored. A courier only warns, because the set's program has the same environment, and may use such a name for
 * another purpose.
 */
@ApplicationScoped
class RenamedSettings {

    private static final Logger LOG = Logger.getLogger(RenamedSettings.class);

    /** Old names of settings; each now has the prefix {@code hikyaku.} */
    static final List<String> OLD = List.of(
            "queue.mail",
            "queue.receipts",
            "queue.task-events",
            "queue.dead-letters",
            "queue.visibility",
            "queue.at-once",
            "queue.receives",
            "queue.wait",
            "queue.unhurried",
            "bucket.parts",
            "sweep.every",
            "sweep.inbox-every",
            "sweep.retention-every",
            "canary.every",
            "canary.host",
            "canary.port",
            "canary.tls",
            "aliases.look-every",
            "couriers.look-every",
            "courier.redeliveries",
            "courier.redelivery-delay",
            "courier.outcomes-every");

    private final Settings settings;

    RenamedSettings(Settings settings) {
        this.settings = settings;
    }

    void check(@Observes StartupEvent start) {
        String complaint = complaint(ConfigProvider.getConfig());
        if (complaint.isEmpty()) {
            return;
        }
        if (!settings.role().equals("courier")) {
            throw new ConfigurationException(complaint);
        }
        LOG.warn(complaint);
    }

    /** @return the old names in use with their new names; empty if there are none */
    static String complaint(Config config) {
        String renamed = OLD.stream()
                .filter(name -> config.getOptionalValue(name, String.class).isPresent())
                .map(name -> "%s is now hikyaku.%s (%s)".formatted(name, name, variable("hikyaku." + name)))
                .collect(Collectors.joining(", "));
        return renamed.isEmpty()
                ? ""
                : "settings with old names are ignored: " + renamed
                        + ". Rename them; durations are ISO 8601 now, PT30S for instance (docs/settings.md)";
    }

    private static String variable(String name) {
        return name.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
