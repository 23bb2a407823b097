package routes;

import static ledger.DeliveryStatus.RETRY;
import static routes.steps.OnWork.when;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.Mark;
import routes.steps.TaskSteps;
import tasks.TaskEvent;
import tasks.TaskWatch;
import work.Work;

/**
 * Receives ECS' task events. A task that stops without an outcome leaves its delivery open, so this route marks the
 * delivery for another attempt.
 */
@ApplicationScoped
class FollowTasks extends RouteBuilder {

    @Inject
    TaskWatch tasks;

    @Inject
    TaskSteps steps;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.task-events}}").routeId("follow-tasks").routeConfigurationId(Failures.MAIL)

            .transform().body(String.class, tasks::read)                        .id("read-task-event")
            .filter(body().isNotNull())
                .process(steps::findDelivery)                                   .id("find-delivery")
                .filter(when(Work::hasClaim))
                    .process(mark.as(RETRY, TaskEvent.class, TaskEvent::reason)).id("mark-task-stopped")
                .end()
            .end()
            .to("{{box.task-events.acknowledge}}")                              .id("acknowledge-task-event");
        // @formatter:on
    }
}
