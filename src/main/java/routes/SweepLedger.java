package routes;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Entry;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.DueDeliveries;
import routes.steps.Mark;
import tasks.TaskWatch;

/**
 * Finds due deliveries (retries, expired leases, silent tasks) and resumes them. Several pipelines may sweep at once,
 * because the ledger grants each claim once.
 */
@ApplicationScoped
class SweepLedger extends RouteBuilder {

    private static final String NO_SET = "the settings no longer contain its set: add the set, or release";

    @Inject
    DueDeliveries due;

    @Inject
    TaskWatch tasks;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.sweep}}").routeId("sweep-ledger").routeConfigurationId(Failures.SWEEP)

            .loopDoWhile(due::hasMore)
                .process(due::read)                                             .id("find-due")
                .split(body())
                    .process(due::take)                                         .id("take-due")
                    .choice()
                        .when().body(Entry.class, Entry::isWithTask)
                            .choice()
                                .when().body(Entry.class, tasks::hasNoSet)
                                    .process(mark.as(HELD, NO_SET))             .id("mark-held-without-set")
                                .when().body(Entry.class, tasks::isAlive)
                                    .process(mark.again(Entry.class, tasks::stillThere)).id("give-task-time")
                                .otherwise()
                                    .process(mark.as(RETRY, Entry.class, tasks::gone)).id("mark-task-gone")
                            .end()
                        .endChoice()
                        .otherwise()
                            .transform().body(Entry.class, Entry::delivery)
                            .to("direct:deliver")                               .id("deliver-again")
                            .process(due::checkTaken)                           .id("check-taken")
                    .end()
                .end()
            .end();
        // @formatter:on
    }
}
