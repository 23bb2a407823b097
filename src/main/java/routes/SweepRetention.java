package routes;

import archive.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Entry;
import org.apache.camel.builder.RouteBuilder;

/**
 * Deletes data whose retention, by the settings of its set, has ended. Several pipelines may sweep at once: one does
 * not find what another has deleted.
 */
@ApplicationScoped
class SweepRetention extends RouteBuilder {

    @Inject
    Expiry expiry;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.sweep-retention}}").routeId("sweep-retention").routeConfigurationId(Failures.MAIL)

            .transform().exchange(sweep -> expiry.expired())                    .id("find-expired")
            .split(body())
                .process().body(Entry.class, expiry::takeAway)                  .id("take-away")
            .end();
        // @formatter:on
    }
}
