package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.WorkQueues;

/** Starts couriers where deliveries wait in a work queue. Many instances may look at once: a wave of launches has one client token. */
@ApplicationScoped
class LaunchCouriers extends RouteBuilder {

    @Inject
    WorkQueues work;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.launch}}").routeId("launch-couriers").routeConfigurationId(MailFailures.ID)

            .transform().exchange(timer -> work.setsWithCouriers())
            .split(body())
                .transform().body(String.class, work::missingCouriers)          .id("measure-backlog")
                .filter(body().isNotNull())
                    .to("{{box.ecs}}")                                          .id("run-couriers")
                .end()
            .end();
        // @formatter:on
    }
}
