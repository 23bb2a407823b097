package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.DayReconciliation;

/**
 * Reconciles yesterday's mail once, in one of the pipelines, and shows the result as a metric in all of them.
 */
@ApplicationScoped
class ReconcileDay extends RouteBuilder {

    @Inject
    DayReconciliation day;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.reconcile}}").routeId("reconcile-day").routeConfigurationId(Failures.MAIL)

            .filter(day::isToReconcile)
                .process(day::reconcile)                                        .id("reconcile-mails")
            .end()
            .process(day::show)                                                 .id("show-differences");
        // @formatter:on
    }
}
