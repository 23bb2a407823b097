package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.RunTask;
import routes.steps.WorkQueues;
import tasks.LaunchRate;

/** Gives the claimed delivery to a task of its own, or to the set's couriers. Once ECS or SQS has said yes, the exchange knows who has it. */
@ApplicationScoped
class HandOver extends RouteBuilder {

    @Inject
    WorkQueues work;

    @Inject
    LaunchRate rate;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:hand-over").routeId("hand-over-mail").errorHandler(noErrorHandler())

            .choice()
                .when(work::hasCouriers)
                    .process(work::writeOrder)                                  .id("write-work-order")
                    .toD("{{box.work.enqueue}}")                                .id("enqueue-work")
                    .process(WorkQueues::remember)
                .otherwise()
                    .transform().exchange(RunTask::request)                     .id("write-request")
                    .throttle().exchange(launch -> rate.perSecond())
                    .to("{{box.ecs}}")                                          .id("run-task")
                    .process(RunTask::remember)
            .end();
        // @formatter:on
    }
}
