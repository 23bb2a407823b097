package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import tasks.CourierLaunches;
import tasks.WorkQueues;

/**
 * Starts couriers for work queues with waiting deliveries. Several pipelines may do this at once: a wave of launches
 * has one client token.
 */
@ApplicationScoped
class LaunchCouriers extends RouteBuilder {

    @Inject
    WorkQueues queues;

    @Inject
    CourierLaunches launches;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.launch}}").routeId("launch-couriers").routeConfigurationId(Failures.MAIL)

            .transform().exchange(timer -> queues.sets())
            .split(body())
                .transform().body(String.class, launches::missing)              .id("measure-backlog")
                .filter(body().isNotNull())
                    .to("{{box.ecs}}")                                          .id("run-couriers")
                .end()
            .end();
        // @formatter:on
    }
}
