package addresses;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A table in an object of S3. Its stamp is the ETag. A check costs one HeadObject; a read takes content and ETag from
 * the same answer.
 */
record S3Source(S3Client s3, String bucket, String key) implements TableSource {

    static final String SCHEME = "s3://";

    /** @param uri {@code s3://bucket/key} */
    static S3Source of(S3Client s3, String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash <= SCHEME.length() || slash == uri.length() - 1) {
            throw new IllegalArgumentException(uri + " names no object: write s3://bucket/key");
        }
        return new S3Source(s3, uri.substring(SCHEME.length(), slash), uri.substring(slash + 1));
    }

    @Override
    public String stamp() throws UnreadableTable {
        try {
            return s3.headObject(head -> head.bucket(bucket).key(key)).eTag();
        } catch (NoSuchKeyException e) {
            return MISSING;
        } catch (SdkException e) {
            throw UnreadableTable.because(this, why(e), e);
        }
    }

    @Override
    public TableVersion read() throws UnreadableTable {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
            return TableVersion.of(object.response().eTag(), object.asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            throw UnreadableTable.missing(this);
        } catch (SdkException e) {
            throw UnreadableTable.because(this, why(e), e);
        }
    }

    @Override
    public TableSource beside(String path) {
        return new S3Source(s3, bucket, TableSources.beside(key, path));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }

    /** Without permission to list the bucket, S3 reports a missing object as forbidden. */
    private static String why(SdkException e) {
        return e instanceof AwsServiceException answer ? "S3 answers " + answer.statusCode() : e.getMessage();
    }
}
