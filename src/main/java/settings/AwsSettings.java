package settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** AWS regions and endpoints. */
public interface AwsSettings {

    /** Region of the queues, the ledger and the clusters. */
    String region();

    /** Region of the KMS key with which SES encrypts mail, which is SES' region. Absent: hikyaku.aws.region. */
    Optional<String> kmsRegion();

    /** Endpoint of a service, by its name (sqs, s3, dynamodb, ecs, kms), if it is not AWS' own. */
    Map<String, URI> endpoints();
}
