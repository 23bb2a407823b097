package routes;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.RunTask;

/** Asks ECS for the task that brings the claimed delivery to its command. Once ECS has said yes, the exchange knows the task. */
@ApplicationScoped
class HandOver extends RouteBuilder {

    @Override
    public void configure() {
        // @formatter:off
        from("direct:hand-over").routeId("hand-over-mail").errorHandler(noErrorHandler())

            .transform().exchange(RunTask::request)                             .id("write-request")
            .to("{{box.ecs}}")                                                  .id("run-task")
            .process(RunTask::remember);
        // @formatter:on
    }
}
