package routes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.TaskWatch;
import routes.steps.Work;

/** Listens to ECS: a started task is not a run task, and one that stops without a word leaves a delivery behind. */
@ApplicationScoped
class FollowTasks extends RouteBuilder {

    @Inject
    TaskWatch tasks;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.task-events}}").routeId("follow-tasks").routeConfigurationId(MailFailures.ID)

            .transform().body(String.class, tasks::read)                        .id("read-task-event")
            .filter(body().isNotNull())
                .process(tasks::findDelivery)                                   .id("find-delivery")
                .filter(Work::hasClaim)
                    .process(tasks::markStopped)                                .id("mark-task-stopped")
                .end()
            .end()
            .to("{{box.task-events.acknowledge}}")                              .id("acknowledge-task-event");
        // @formatter:on
    }
}
