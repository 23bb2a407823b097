package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import mail.Envelope;
import mail.RawMail;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads raw mail for callers outside the routes. The stream contains only verified bytes: an encrypted mail is
 * decrypted to a file and verified before the caller can read the first byte. The caller closes the stream.
 */
@ApplicationScoped
public class RawMails {

    private static final String FIRST_BYTES = "bytes=0-" + (Envelope.HEAD - 1);

    private final S3Client s3;
    private final MailDecryption decryption;
    private final Spool spool;

    public RawMails(S3Client s3, MailDecryption decryption, Spool spool) {
        this.s3 = s3;
        this.decryption = decryption;
        this.spool = spool;
    }

    /**
     * @return the whole mail
     * @throws MailNotDecrypted if the mail is encrypted and an operator must act
     * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException if there is no such object
     */
    public InputStream open(RawMail raw) throws IOException {
        ResponseInputStream<GetObjectResponse> object =
                s3.getObject(get -> get.bucket(raw.bucket()).key(raw.key()));
        InputStream mail = decryption.open(object, object.response().metadata());
        return mail == object ? object : spooled(mail);
    }

    /**
     * The mail's beginning, with the headers; the whole mail if it is encrypted, because its tag is at its end.
     *
     * @throws MailNotDecrypted if the mail is encrypted and an operator must act
     * @throws software.amazon.awssdk.services.s3.model.S3Exception 404 if there is no such object, 416 if the object is
     *     empty
     */
    public InputStream head(RawMail raw) throws IOException {
        ResponseInputStream<GetObjectResponse> head =
                s3.getObject(get -> get.bucket(raw.bucket()).key(raw.key()).range(FIRST_BYTES));
        if (!MailDecryption.isEncrypted(head.response().metadata())) {
            return head;
        }
        head.abort();
        return open(raw);
    }

    /** The file is deleted while it is open, so it disappears with the stream or with the process. */
    private InputStream spooled(InputStream mail) throws IOException {
        try (mail) {
            Path file = spool.createFile();
            try {
                Files.copy(mail, file, StandardCopyOption.REPLACE_EXISTING);
                return Files.newInputStream(file);
            } finally {
                Files.delete(file);
            }
        }
    }
}
