package doctor.aws;

import java.util.Locale;

/**
 * A service that the doctor calls with small signed requests, because an SDK client for each would add 39 MB
 * (docs/decisions/030-doctor-asks-by-small-requests.md).
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">endpoints</a>
 */
public enum AwsService {
    STS("sts", "sts", "2011-06-15"),
    SES("email", "ses", "2010-12-01"),
    SNS("sns", "sns", "2010-03-31"),
    IAM("iam", "iam", "2010-05-08"),
    EC2("ec2", "ec2", "2016-11-15"),
    CLOUDWATCH("monitoring", "monitoring", "2010-08-01"),
    ECR("api.ecr", "ecr", "AmazonEC2ContainerRegistry_V20150921"),
    EVENTS("events", "events", "AWSEvents"),
    LOGS("logs", "logs", "Logs_20140328"),
    SERVICEQUOTAS("servicequotas", "servicequotas", "ServiceQuotasV20190624");

    private final String host;
    private final String signingName;
    private final String version;

    AwsService(String host, String signingName, String version) {
        this.host = host;
        this.signingName = signingName;
        this.version = version;
    }

    /** The service's name in {@code hikyaku.aws.endpoints}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The IAM action of this request. */
    public String permission(String operation) {
        return key() + ":" + operation;
    }

    public String signingName() {
        return signingName;
    }

    /** The version for the Query protocol, the target's prefix for the JSON protocol. */
    public String version() {
        return version;
    }

    /** IAM has one endpoint for all regions. */
    public String region(String region) {
        return this == IAM ? "us-east-1" : region;
    }

    public String host(String region, String suffix) {
        return this == IAM ? host + "." + suffix : host + "." + region + "." + suffix;
    }
}
