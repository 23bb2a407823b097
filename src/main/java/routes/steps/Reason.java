package routes.steps;

import archive.ForeignMail;
import archive.MailChanged;
import archive.MailNotDecrypted;
import archive.MailOutsideInbox;
import courier.CommandNotRun;
import courier.UnknownAlias;
import java.util.Locale;
import ledger.ClaimLost;
import mail.UnreadableMessage;
import org.apache.camel.Exchange;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tasks.LaunchOutcomeUnknown;
import tasks.TaskRefused;

/**
 * The reason of an exchange's failure, in words that are safe for a timeline, a log and a message attribute. Our own
 * exceptions contain nothing of a mail; for all others, only the kind is reported.
 */
public final class Reason {

    private Reason() {}

    public static String of(Exchange exchange) {
        Throwable failure = failure(exchange);
        return failure == null ? "" : of(failure);
    }

    /** @return one of a few dozen values, for metrics */
    public static String kind(Throwable failure) {
        return failure instanceof TaskRefused refused
                ? "ecs-" + refused.kind().name().toLowerCase(Locale.ROOT)
                : failure.getClass().getSimpleName();
    }

    public static Throwable failure(Exchange exchange) {
        return exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    public static String of(Throwable failure) {
        if (failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
            return aws.awsErrorDetails().serviceName() + " "
                    + aws.awsErrorDetails().errorCode();
        }
        boolean ours = failure instanceof TaskRefused
                || failure instanceof LaunchOutcomeUnknown
                || failure instanceof UnreadableMessage
                || failure instanceof UnknownAlias
                || failure instanceof CommandNotRun
                || failure instanceof ClaimedElsewhere
                || failure instanceof MailChanged
                || failure instanceof ForeignMail
                || failure instanceof MailOutsideInbox
                || failure instanceof MailNotDecrypted
                || failure instanceof ClaimLost;
        return ours ? failure.getMessage() : failure.getClass().getSimpleName();
    }
}
