package routes;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;
import static routes.steps.FailureSteps.refusedAs;
import static routes.steps.OnWork.step;
import static routes.steps.OnWork.when;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailNotDecrypted;
import archive.MailOutsideInbox;
import courier.CommandNotRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.ClaimLost;
import mail.UnreadableMessage;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import routes.steps.ClaimedElsewhere;
import routes.steps.CourierSteps;
import routes.steps.DeadLetterSteps;
import routes.steps.DueDeliveries;
import routes.steps.FailureSteps;
import routes.steps.Mark;
import routes.steps.Orders;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;
import work.Work;

/**
 * The only error policy; no route has its own rules. Every rule counts the failure and marks the delivery with the
 * reason, or leaves its message in the queue. {@link KeepFailed} handles failures without a rule. If even that fails,
 * the exchange fails and nothing is acknowledged.
 */
@ApplicationScoped
class Failures extends RouteConfigurationBuilder {

    static final String MAIL = "mail-failures";
    static final String RECEIPTS = "receipt-failures";
    static final String STORED = "stored-failures";
    static final String SWEEP = "sweep-failures";
    static final String ORDERS = "order-failures";
    static final String COMMAND = "command-failures";

    @Inject
    FailureSteps failures;

    @Inject
    Mark mark;

    @Inject
    DeadLetterSteps deadLetters;

    @Inject
    DueDeliveries due;

    @Inject
    Orders orders;

    @Override
    public void configuration() {
        mail(keeping(MAIL));
        receipts(keeping(RECEIPTS));
        stored(keeping(STORED));
        sweep(keeping(SWEEP));
        orders(routeConfiguration(ORDERS));
        command(routeConfiguration(COMMAND));
    }

    // @formatter:off

    private RouteConfigurationDefinition keeping(String id) {
        return routeConfiguration(id)
            .errorHandler(deadLetterChannel("direct:failed").deadLetterHandleNewException(false).logExhausted(false));
    }

    private void mail(RouteConfigurationDefinition policy) {
        // in the step that reads the body, the body is still the original message, so Camel need not keep a copy of
        // each
        policy.onException(UnreadableMessage.class).handled(true)
            .process(failures::count)
            .process(deadLetters::attachReason)
            .to("{{box.dead-letters}}")                                         .id("set-aside-message")
            .to("{{box.mail.acknowledge}}")                                     .id("acknowledge-unreadable");

        policy.onException(ClaimedElsewhere.class).handled(true)
            .process(failures::waitForClaim)                                    .id("wait-for-claim");

        policy.onException(LaunchOutcomeUnknown.class).handled(true)
            .process(failures::count)
            .process(failures::waitForLease)                                    .id("wait-for-lease");

        // the courier started before the hand-over was recorded: its status remains
        policy.onException(ClaimLost.class).onWhen(when(Work::isHandedOver)).handled(true)
            .process(step(Work::settle))                                        .id("leave-to-task");

        claimLost(policy);

        policy.onException(NoSuchKeyException.class).onWhen(when(Work::hasClaim)).handled(true)
            .process(failures::count)
            .process(mark.as(FAILED))                                           .id("mark-failed-without-mail");

        policy.onException(MailChanged.class).handled(true)
            .process(failures::count)
            .process(mark.as(HELD))                                             .id("mark-held-with-other-bytes");

        policy.onException(ForeignMail.class).handled(true)
            .process(failures::count)
            .process(mark.as(HELD))                                             .id("mark-held-with-foreign-mail");

        policy.onException(MailNotDecrypted.class).handled(true)
            .process(failures::count)
            .process(mark.as(HELD))                                             .id("mark-held-encrypted");

        policy.onException(TaskRefused.class).onWhen(refusedAs(HELD)).handled(true)
            .process(failures::count)
            .process(mark.as(HELD))                                             .id("mark-held-by-ecs");

        policy.onException(TaskRefused.class).onWhen(refusedAs(FAILED)).handled(true)
            .process(failures::count)
            .process(mark.as(FAILED))                                           .id("mark-failed-by-ecs");
    }

    private void claimLost(RouteConfigurationDefinition policy) {
        policy.onException(ClaimLost.class).handled(true)
            .process(failures::count)                                           .id("count-lost-claim");
    }

    private void receipts(RouteConfigurationDefinition policy) {
        // receive-mail gets the same message and moves it to the dead-letter queue
        policy.onException(UnreadableMessage.class).handled(true)
            .to("{{box.receipts.acknowledge}}")                                 .id("ignore-unreadable");
    }

    private void stored(RouteConfigurationDefinition policy) {
        policy.onException(UnreadableMessage.class).handled(true)
            .process(failures::count)
            .process(deadLetters::attachReason)
            .to("{{box.dead-letters}}")                                         .id("set-aside-event")
            .to("{{box.stored.acknowledge}}")                                   .id("acknowledge-unreadable-event");
    }

    private void sweep(RouteConfigurationDefinition policy) {
        claimLost(policy);

        // one delivery's failure; the sweep continues with the others
        policy.onException(Exception.class).onWhen(DueDeliveries::failed).handled(true)
            .process(due::putOff)                                               .id("put-off");
    }

    private void orders(RouteConfigurationDefinition policy) {
        policy.onException(UnreadableMessage.class).handled(true)
            .process(orders::setAside)                                          .id("set-aside-order")
            .to("{{box.work.acknowledge}}")                                     .id("acknowledge-unreadable-order");
    }

    private void command(RouteConfigurationDefinition policy) {
        // once the command has run, its outcome must reach the ledger: a step that failed because of AWS is retried for minutes,
        // and then by write-outcomes
        policy.onException(SdkException.class)
            .maximumRedeliveries("{{hikyaku.courier.redeliveries}}").redeliveryDelay("{{millis:hikyaku.courier.redelivery-delay}}")
            .backOffMultiplier(2).useExponentialBackOff().maximumRedeliveryDelay(30_000).logStackTrace(false);

        policy.onException(ForeignMail.class, MailChanged.class, MailOutsideInbox.class, MailNotDecrypted.class, CommandNotRun.class).handled(true)
            .process(mark.as(HELD))                                             .id("mark-held-at-courier");

        policy.onException(Exception.class).onWhen(CourierSteps::hasNotRun).handled(true)
            .process(mark.as(RETRY))                                            .id("mark-not-run");
    }
    // @formatter:on
}
