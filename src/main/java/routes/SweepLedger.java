package routes;

import static ledger.DeliveryStatus.HELD;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.Entry;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.DueDeliveries;
import routes.steps.Mark;
import routes.steps.TaskWatch;

/** Finds deliveries whose time has come (retries, lost leases, silent tasks) and sends them on their way again. Many instances may sweep at once: claims decide. */
@ApplicationScoped
class SweepLedger extends RouteBuilder {

    @Inject
    DueDeliveries due;

    @Inject
    TaskWatch tasks;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.sweep}}").routeId("sweep-ledger").routeConfigurationId(MailFailures.ID)

            // of one delivery: the others of the sweep are none the worse for it
            .onException(Exception.class).onWhen(DueDeliveries::failed).handled(true).process(due::putOff).id("put-off").end()

            .loopDoWhile(due::hasMore)
                .process(due::read)                                             .id("find-due")
                .split(body())
                    .process(due::take)
                    .choice()
                        .when().body(Entry.class, Entry::isWithTask)
                            .process(TaskWatch::adopt)
                            .choice()
                                .when(tasks::hasNoSet)
                                    .process(mark.as(HELD, "the settings no longer have its set: add the set, or release")).id("mark-held-without-set")
                                .when(tasks::isAlive)
                                    .process(tasks::giveTime)                   .id("give-task-time")
                                .otherwise()
                                    .process(tasks::markGone)                   .id("mark-task-gone")
                            .end()
                        .endChoice()
                        .otherwise()
                            .transform().body(Entry.class, Entry::delivery)
                            .to("direct:deliver")                               .id("deliver-again")
                            .process(due::checkTaken)
                    .end()
                .end()
            .end();
        // @formatter:on
    }
}
