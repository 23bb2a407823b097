package local.cloud;

import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** The installation's buckets. */
final class Buckets {

    private Buckets() {}

    static void in(S3Client s3, String... names) {
        var there = s3.listBuckets().buckets().stream().map(Bucket::name).toList();
        Stream.of(names)
                .filter(name -> !there.contains(name))
                .forEach(name -> s3.createBucket(create -> create.bucket(name)));
    }
}
