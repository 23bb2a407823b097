package replay;

import archive.ObjectAddress;
import archive.RawMails;
import archive.StoredMail;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import mail.NotificationReader;
import mail.RawMail;
import mail.S3Prefix;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Mails that SES has stored, listed page by page in the order of their keys. Objects that are not mails of SES are
 * skipped.
 */
public final class S3Folder implements Mailbox {

    private final RawMails mails;
    private final String bucket;
    private final Iterator<S3Object> objects;

    public S3Folder(S3Client s3, RawMails mails, S3Prefix meant) {
        this.mails = mails;
        this.bucket = meant.bucket();
        this.objects = Stream.concat(
                        itself(s3, meant),
                        s3
                                .listObjectsV2Paginator(
                                        list -> list.bucket(bucket).prefix(meant.prefix()))
                                .contents()
                                .stream())
                .iterator();
    }

    /** The folder's name may be the key of one mail: of all keys that begin with it, it comes first. */
    private static Stream<S3Object> itself(S3Client s3, S3Prefix meant) {
        String key = meant.prefix().replaceFirst("/$", "");
        return key.isEmpty()
                ? Stream.empty()
                : s3
                        .listObjectsV2(
                                list -> list.bucket(meant.bucket()).prefix(key).maxKeys(1))
                        .contents()
                        .stream()
                        .filter(object -> object.key().equals(key));
    }

    @Override
    public Optional<StoredMail> next() {
        while (objects.hasNext()) {
            StoredMail mail = mail(objects.next());
            if (NotificationReader.isMail(mail.id()) && ObjectAddress.isSafe(bucket, mail.position())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private StoredMail mail(S3Object object) {
        RawMail raw = new RawMail(bucket, object.key());
        return new StoredMail(object.key(), object.lastModified(), "", raw, () -> head(object, raw));
    }

    private InputStream head(S3Object object, RawMail raw) throws IOException {
        return object.size() == 0 // S3 refuses a range of an empty object
                ? InputStream.nullInputStream()
                : mails.head(raw);
    }

    @Override
    public void close() {
        // the client is shared, so it is not closed here
    }
}
