package routes.runtime;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailNotDecrypted;
import archive.MailOutsideInbox;
import courier.CommandNotRun;
import io.quarkus.runtime.annotations.RegisterForReflection;
import ledger.ClaimLost;
import mail.UnreadableMessage;
import routes.steps.ClaimedElsewhere;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;

/**
 * Classes that the native image must keep by name: the exceptions of the error policies. deploy/image/check-native
 * finds missing ones.
 */
@RegisterForReflection(
        targets = {
            ClaimLost.class,
            ClaimedElsewhere.class,
            ForeignMail.class,
            MailChanged.class,
            MailOutsideInbox.class,
            MailNotDecrypted.class,
            NoSuchKeyException.class,
            CommandNotRun.class,
            LaunchOutcomeUnknown.class,
            SdkException.class,
            TaskRefused.class,
            UnreadableMessage.class
        })
public final class ReflectedExceptions {

    private ReflectedExceptions() {}
}
