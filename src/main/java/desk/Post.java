package desk;

import archive.Intake.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import mail.NotificationWriter;
import mail.RawMail;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Does with a mail what SES does: puts it into the bucket, then announces it. */
@ApplicationScoped
class Post {

    private static final int EXISTS = 412;

    private final S3Client s3;
    private final SqsClient sqs;
    private final String queue;

    Post(S3Client s3, SqsClient sqs, @ConfigProperty(name = "queue.mail") String queue) {
        this.s3 = s3;
        this.sqs = sqs;
        this.queue = queue;
    }

    void send(Candidate mail) {
        if (mail.content() != null) {
            put(mail);
        }
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(NotificationWriter.write(mail.announcement())));
    }

    /** An object that is there stays: its key says that it has these bytes, and a new ETag would make it another mail. */
    private void put(Candidate mail) {
        RawMail raw = mail.announcement().raw();
        try {
            s3.putObject(
                    put -> put.bucket(raw.bucket()).key(raw.key()).ifNoneMatch("*"),
                    RequestBody.fromFile(mail.content()));
        } catch (S3Exception e) {
            if (e.statusCode() != EXISTS) {
                throw e;
            }
        }
    }
}
