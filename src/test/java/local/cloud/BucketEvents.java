package local.cloud;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Publishes a bucket's event when S3 has stored an object. Copies and multipart uploads have no event here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3 event</a>
 */
record BucketEvents(String bucket, SnsTopic topic) {

    void passed(Request request, Response response) {
        String[] path = request.getHttpURI().getPath().split("/", 3);
        boolean isStored = request.getMethod().equals("PUT")
                && response.getStatus() == 200
                && path.length == 3
                && path[1].equals(bucket)
                && !path[2].isEmpty()
                && !request.getHeaders().contains("x-amz-copy-source")
                && request.getHttpURI().getQuery() == null;
        if (isStored) {
            String key = URLDecoder.decode(path[2].replace("+", "%2B"), StandardCharsets.UTF_8);
            String eTag = response.getHeaders().get("ETag");
            topic.publish(
                    Announcement.ofObject(bucket, key, size(request), eTag == null ? "" : eTag.replace("\"", "")));
        }
    }

    /** The object's size; a body that is signed in chunks is longer. */
    private static long size(Request request) {
        String decoded = request.getHeaders().get("x-amz-decoded-content-length");
        return decoded == null ? request.getLength() : Long.parseLong(decoded);
    }
}
