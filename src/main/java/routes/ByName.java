package routes;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailElsewhere;
import archive.MailNotDecrypted;
import courier.NotRun;
import io.quarkus.runtime.annotations.RegisterForReflection;
import ledger.ClaimLost;
import mail.UnreadableMessage;
import routes.steps.ClaimedElsewhere;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tasks.OutcomeUnknown;
import tasks.TaskRefused;

/** What the native image must keep by its name: the error policies' exceptions. deploy/image/check-native misses none. */
@RegisterForReflection(
        targets = {
            ClaimLost.class,
            ClaimedElsewhere.class,
            ForeignMail.class,
            MailChanged.class,
            MailElsewhere.class,
            MailNotDecrypted.class,
            NoSuchKeyException.class,
            NotRun.class,
            OutcomeUnknown.class,
            SdkException.class,
            TaskRefused.class,
            UnreadableMessage.class
        })
final class ByName {

    private ByName() {}
}
