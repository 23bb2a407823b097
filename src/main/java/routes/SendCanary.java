package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CanaryMail;

/** Sends a canary to each set that has one, by the path of all mail. The ledger shows that it has arrived. */
@ApplicationScoped
class SendCanary extends RouteBuilder {

    @Inject
    CanaryMail canaries;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.canary}}").routeId("send-canary").routeConfigurationId(Failures.MAIL)

            .transform().exchange(timer -> canaries.due())                      .id("find-canaries")
            .split(body())
                .process(canaries::write)                                       .id("write-canary")
                .to("{{box.smtp}}")                                             .id("mail-canary")
            .end();
        // @formatter:on
    }
}
