package routes;

import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HANDED_OVER;
import static ledger.DeliveryStatus.HELD;
import static ledger.DeliveryStatus.RETRY;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailNotDecrypted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ledger.ClaimLost;
import mail.UnreadableMessage;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import routes.steps.ClaimedElsewhere;
import routes.steps.DeadLetters;
import routes.steps.Failures;
import routes.steps.Mark;
import routes.steps.Work;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;

/**
 * The one error policy. Every path counts, tells and keeps: the delivery is marked with the reason, or its message stays
 * in the queue. Where even that fails, the exchange fails and nothing is acknowledged.
 */
@ApplicationScoped
class MailFailures extends RouteConfigurationBuilder {

    static final String ID = "mail-failures";

    @Inject
    Failures failures;

    @Inject
    Mark mark;

    @Inject
    DeadLetters deadLetters;

    @Override
    public void configuration() {
        // @formatter:off
        RouteConfigurationDefinition policy = routeConfiguration(ID)
            .errorHandler(deadLetterChannel("direct:failed").deadLetterHandleNewException(false).logExhausted(false));

        // of the step that reads the body, which is the message as it came still; Camel would keep a copy of every other one, too
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

        policy.onException(ClaimLost.class).onWhen(Work::isHandedOver).handled(true)
            .process(Failures::leaveToTask)                                     .id("leave-to-task");

        policy.onException(ClaimLost.class).handled(true)
            .process(failures::count)                                           .id("count-lost-claim");

        policy.onException(NoSuchKeyException.class).onWhen(Work::hasClaim).handled(true)
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

        policy.onException(TaskRefused.class).onWhen(Failures.refusedAs(HELD)).handled(true)
            .process(failures::count)
            .process(mark.as(HELD))                                             .id("mark-held-by-ecs");

        policy.onException(TaskRefused.class).onWhen(Failures.refusedAs(FAILED)).handled(true)
            .process(failures::count)
            .process(mark.as(FAILED))                                           .id("mark-failed-by-ecs");
        // @formatter:on
    }

    @Override
    public void configure() throws Exception {
        super.configure();
        // @formatter:off
        from("direct:failed").routeId("keep-failed").errorHandler(noErrorHandler())
            .process(failures::count)                                           .id("count-failure")
            .choice()
                .when(Work::isHandedOver) // ECS has said yes: another attempt would run the command twice
                    .process(mark.as(HANDED_OVER))                              .id("mark-handed-over-late")
                .when(Work::isOurs) // what a task has is not ours to open another attempt for: the sweeper asks again
                    .process(mark.as(RETRY))                                    .id("mark-retry")
            .end();
        // @formatter:on
    }
}
