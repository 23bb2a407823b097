package local.cloud;

import software.amazon.awssdk.services.s3.S3Client;

/** An S3 client for tests that must not call S3: each call throws, as the SDK does for a method without an implementation. */
public final class NoS3 implements S3Client {

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
