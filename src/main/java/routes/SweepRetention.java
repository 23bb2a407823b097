package routes;

import archive.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Entry;
import org.apache.camel.builder.RouteBuilder;

/** Takes away what has been kept for as long as its set says. Many instances may sweep at once: what one has taken away, the others find no longer. */
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
