package routes;

import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailNotDecrypted;
import archive.MailOutsideInbox;
import courier.CommandNotRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.CourierSteps;
import routes.steps.Mark;
import routes.steps.Work;
import software.amazon.awssdk.core.exception.SdkException;

/** The courier's work, inside the set's task: runs the command behind the alias with the mail on its standard input. */
@ApplicationScoped
class RunCommand extends RouteBuilder {

    @Inject
    CourierSteps courier;

    @Inject
    Mark mark;

    @Override
    public void configure() {
        // @formatter:off
        from("direct:run-command").routeId("run-command")

            // once the command has run, its outcome must reach the ledger: a step that AWS fails is tried for minutes, and then by write-outcomes
            .onException(SdkException.class).maximumRedeliveries("{{courier.redeliveries}}").redeliveryDelay("{{courier.redelivery-delay}}").backOffMultiplier(2).useExponentialBackOff().maximumRedeliveryDelay(30_000).logStackTrace(false).end()
            .onException(ForeignMail.class, MailChanged.class, MailOutsideInbox.class, MailNotDecrypted.class, CommandNotRun.class).handled(true).process(mark.as(HELD)).id("mark-held-at-courier").end()
            .onException(Exception.class).onWhen(CourierSteps::hasNotRun).handled(true).process(mark.as(RETRY)).id("mark-not-run").end()
            .onCompletion().process(courier::letGo).id("let-go").end()

            .process(courier::start)                                            .id("mark-running")
            .filter(Work::hasClaim)
                .filter(CourierSteps::hasNotRun)
                    .to("direct:fetch")                                         .id("fetch-for-command")
                    .filter(courier::wantsParts)
                        .process(courier::unpack)                               .id("unpack-for-command")
                    .end()
                    .process(courier::run)                                      .id("pipe-to-command")
                .end()
                .process(courier::record)                                       .id("mark-outcome")
            .end();
        // @formatter:on
    }
}
