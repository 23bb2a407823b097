package routes;

import static routes.steps.OnWork.result;
import static routes.steps.OnWork.when;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.HandOverSteps;
import tasks.LaunchRate;

/**
 * Hands the claimed delivery over to its own task, or to the set's couriers. Once ECS or SQS has accepted it, the
 * exchange knows the new owner.
 */
@ApplicationScoped
class HandOverMail extends RouteBuilder {

    @Inject
    HandOverSteps steps;

    @Inject
    LaunchRate rate;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:hand-over").routeId("hand-over-mail").errorHandler(noErrorHandler())

            .choice()
                .when(when(steps::isForCouriers))
                    .process(steps::writeOrder)                                 .id("write-work-order")
                    .toD("{{box.work.enqueue}}")                                .id("enqueue-work")
                    .process(HandOverSteps::toCouriers)
                .otherwise()
                    .transform().exchange(result(HandOverSteps::request))       .id("write-request")
                    .throttle().exchange(launch -> rate.perSecond())
                    .to("{{box.ecs}}")                                          .id("run-task")
                    .process(HandOverSteps::toTask)
            .end();
        // @formatter:on
    }
}
