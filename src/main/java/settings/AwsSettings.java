package settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where AWS is. */
public interface AwsSettings {

    /** Region of the queues, the ledger and the clusters. */
    String region();

    /** Where the KMS key is that SES encrypts mail with, if it does: in SES' region. Absent: in the same as all others. */
    Optional<String> kmsRegion();

    /** Where a service is if not at AWS, by its name: sqs, s3, dynamodb, ecs, kms. */
    Map<String, URI> endpoints();
}
