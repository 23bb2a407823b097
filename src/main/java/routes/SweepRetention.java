package routes;

import archive.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Entry;
import org.apache.camel.builder.RouteBuilder;

/**
 * Deletes what has been kept for as long as its set's settings say. Several pipelines may sweep at once: one does not
 * find what another has deleted.
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
