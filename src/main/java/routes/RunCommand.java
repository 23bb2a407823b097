package routes;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;

import archive.MailChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;
import routes.steps.Mark;
import routes.steps.Work;
import software.amazon.awssdk.core.exception.SdkException;

/** The courier, inside the set's task: runs the command behind the alias with the raw mail on its standard input. */
@ApplicationScoped
class RunCommand extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.courier}}").routeId("run-command")

            // once the command has run, its outcome must reach the ledger: a step that AWS fails is tried for minutes
            .onException(SdkException.class).maximumRedeliveries(10).redeliveryDelay(500).backOffMultiplier(2).useExponentialBackOff().maximumRedeliveryDelay(30_000).logStackTrace(false).end()
            .onException(MailChanged.class).handled(true).process(mark.as(HELD)).id("mark-held-with-other-bytes-at-courier").end()
            .onException(Exception.class).onWhen(CourierSteps::hasNotRun).handled(true).process(mark.as(RETRY)).id("mark-not-run").end()
            .onCompletion().process(courier::leave).id("leave").end()

            .process(courier::start)                                            .id("mark-running")
            .filter(Work::hasClaim)
                .to("direct:fetch")                                             .id("fetch-for-command")
                .process(courier::run)                                          .id("pipe-to-command")
                .process(courier::record)                                       .id("mark-outcome")
            .end();
        // @formatter:on
    }
}
