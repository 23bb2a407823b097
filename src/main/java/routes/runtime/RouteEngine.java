package routes.runtime;

import archive.Inboxes;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.main.CamelMainApplication;

/** Starts Camel with the routes of this process and waits for its end. The command line finds it only by its name. */
@Singleton
@Named("routes")
public class RouteEngine extends CamelMainApplication {

    private final Inboxes inboxes;

    public RouteEngine(Inboxes inboxes) {
        this.inboxes = inboxes;
    }

    /** @throws ConfigurationException if the settings name no location of mail */
    @Override
    public int run(String... args) throws Exception {
        if (inboxes.all().isEmpty()) {
            throw new ConfigurationException("the settings name no inbox: give each set hikyaku.sets.NAME.inbox, or set"
                    + " hikyaku.sweep.inboxes for all sets: the bucket or bucket/prefix in which SES' receipt rule"
                    + " stores mail. Mail elsewhere is not read.");
        }
        return super.run(args);
    }
}
