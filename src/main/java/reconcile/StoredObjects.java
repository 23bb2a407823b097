package reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import mail.RawMail;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Which objects exist now, and with which bytes: one request for each. */
@ApplicationScoped
class StoredObjects {

    private static final int AT_ONCE = 16;

    private final S3Client s3;

    StoredObjects(S3Client s3) {
        this.s3 = s3;
    }

    /** @return the version of each object by its location, as in {@link #version}; empty if there is no object */
    Map<RawMail, Optional<String>> versions(Collection<RawMail> objects) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<RawMail, Optional<String>> versions = new ConcurrentHashMap<>();
            var asked = objects.stream()
                    .distinct()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            object -> threads.submit(() -> versions.put(object, version(object)))));
            asked.values().forEach(StoredObjects::await);
            return versions;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> request) {
        try {
            request.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof SdkException aws) {
                throw aws;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<String> version(RawMail raw) {
        try {
            HeadObjectResponse object =
                    s3.headObject(head -> head.bucket(raw.bucket()).key(raw.key()));
            return Optional.of(version(object.eTag(), object.contentLength()));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    /** @param eTag the ETag with or without quotation marks */
    static String version(String eTag, long size) {
        return bare(eTag) + "/" + size;
    }

    /** @param version the ledger's version, which has the quotation marks */
    static String bare(String version) {
        return version == null ? "" : version.replace("\"", "");
    }
}
