package routes;

import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.RETRY;
import static routes.steps.OnWork.when;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.FailureSteps;
import routes.steps.Mark;
import work.Work;

/**
 * Handles failures without a rule in {@link Failures}: the delivery is marked with the reason. If that fails too,
 * nothing is acknowledged.
 */
@ApplicationScoped
class KeepFailed extends RouteBuilder {

    @Inject
    FailureSteps failures;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:failed").routeId("keep-failed").errorHandler(noErrorHandler())

            .process(failures::count)                                           .id("count-failure")
            .choice()
                .when(when(Work::isHandedOver)) // ECS has accepted the task: another attempt would run the command twice
                    .process(mark.as(HANDED_OVER))                              .id("mark-handed-over-late")
                .when(when(Work::isOurs)) // this process must not open another attempt for a delivery that a task has: the sweeper checks it again
                    .process(mark.as(RETRY))                                    .id("mark-retry")
            .end();
        // @formatter:on
    }
}
