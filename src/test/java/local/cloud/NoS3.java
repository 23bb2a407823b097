package local.cloud;

import software.amazon.awssdk.services.s3.S3Client;

/** An S3 that nobody is to ask: every request is refused, as the SDK does for what is not implemented. */
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
