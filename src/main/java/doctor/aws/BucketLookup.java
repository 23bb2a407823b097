package doctor.aws;

import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.s3.S3Client;

/** Whether buckets exist, and who owns them. */
public final class BucketLookup {

    private final Calls calls;
    private final S3Client s3;
    private final Account account;

    public BucketLookup(Calls calls, S3Client s3, Account account) {
        this.calls = calls;
        this.s3 = s3;
        this.account = account;
    }

    public boolean exists(String bucket) {
        try {
            calls.sdk("s3:ListBucket", () -> s3.headBucket(head -> head.bucket(bucket)));
            return true;
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /** S3 refuses a request with a wrong bucket owner, and answers a request without one. */
    public boolean isForeign(String bucket) {
        if (!exists(bucket)) {
            return false;
        }
        String owner = account.id();
        try {
            calls.sdk(
                    "s3:ListBucket",
                    () -> s3.headBucket(head -> head.bucket(bucket).expectedBucketOwner(owner)));
            return false;
        } catch (NotAsked e) {
            if (e.isForPermission()) {
                return true;
            }
            throw e;
        }
    }

    /** @return the configuration; empty if S3 reports that the bucket has none */
    public <T> Optional<T> configuration(String permission, Callable<T> call) {
        try {
            return Optional.ofNullable(calls.sdk(permission, call));
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
